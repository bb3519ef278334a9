using System.Runtime.Versioning;

namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>Makes directories where PostgreSQL's account can reach them.</summary>
[UnsupportedOSPlatform("windows")]
internal static class ReachablePlace
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode Everybody = Private |
        UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>
    /// The wanted directory, made when missing, or its relocation when the account cannot get there (a clone under
    /// <c>/root</c>, say).
    /// </summary>
    /// <param name="wanted">The directory.</param>
    /// <param name="closed">Whether a directory made now is to be kept from other accounts.</param>
    /// <param name="account">Who must reach it.</param>
    /// <param name="timeProvider">Times the looks at it.</param>
    /// <param name="cancellationToken">Stops before the directory is made.</param>
    /// <exception cref="EmbeddedPostgresException">The directory cannot be made or used.</exception>
    internal static async Task<string> MakeAsync(
        string wanted, bool closed, ServiceAccount account, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var place = wanted;
        try
        {
            if (account.SteppedDown
                && !await account.CanEnterAsync(NearestExisting(wanted), timeProvider, cancellationToken).ConfigureAwait(false))
                place = DataDirectoryLayout.Relocated(wanted);
            if (File.Exists(place))
                throw new EmbeddedPostgresException($"{place} is a file, but a directory is needed there. Remove it or choose another data directory.");
            Make(place, closed, account.SteppedDown);
            return place;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException(
                $"The directory {place} cannot be made or opened: {e.Message} Give this user the right to write there or choose another data directory.", e);
        }
    }

    /// <summary>
    /// A closed directory is closed to others. The account of a root that stepped down is one of the others: it may pass through, but
    /// not look around; and root's umask must not close the directories above to it. An existing directory stays as it is.
    /// </summary>
    private static void Make(string place, bool closed, bool forOthers)
    {
        var missing = new List<string>();
        for (var directory = place; directory is not null && !Directory.Exists(directory); directory = Path.GetDirectoryName(directory))
            missing.Add(directory);
        Directory.CreateDirectory(place);
        foreach (var directory in missing.Where(_ => forOthers))
            File.SetUnixFileMode(directory, Everybody);
        if (closed && missing.Count > 0)
            File.SetUnixFileMode(place, forOthers ? Private | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : Private);
    }

    private static string NearestExisting(string path)
    {
        var directory = path;
        while (!Directory.Exists(directory) && Path.GetDirectoryName(directory) is { } parent)
            directory = parent;
        return directory;
    }
}
