namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>How to connect to the embedded database of a data directory, whoever runs it.</summary>
/// <param name="Uri">The connection URI that any SQL client takes, with the password.</param>
/// <param name="IsRunning">Whether a server accepts connections there now.</param>
public sealed record EmbeddedPostgresConnection(Uri Uri, bool IsRunning)
{
    /// <summary>Reads how to connect. It changes nothing and disturbs no running server.</summary>
    /// <param name="dataDirectory">The directory that was given in <see cref="EmbeddedPostgresOptions.DataDirectory"/>.</param>
    /// <param name="cancellationToken">Ends the look early.</param>
    /// <returns>The connection, or null when no server has ever run there.</returns>
    /// <exception cref="EmbeddedPostgresException">The directory belongs to another user, or its file was damaged.</exception>
    public static async Task<EmbeddedPostgresConnection?> TryReadAsync(string dataDirectory, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(dataDirectory);
        RefuseUnreadable(dataDirectory);
        if (DataDirectoryLayout.Existing(dataDirectory) is not { } layout
            || StoredConnection.Read(layout) is not { Port: { } port } stored)
            return null;
        var file = PostmasterFile.TryRead(layout.Cluster);
        var running = file is { Ready: true }
            && await file.ExamineAsync(TimeProvider.System, cancellationToken).ConfigureAwait(false) == PostmasterState.Running;
        return new EmbeddedPostgresConnection(stored.ConnectionUri(port), running);
    }

    /// <summary>A file in a directory that must not be entered looks like one that is not there.</summary>
    private static void RefuseUnreadable(string dataDirectory)
    {
        try
        {
            File.GetAttributes(Path.Combine(dataDirectory, "connection.json"));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Nothing there, or nothing yet.
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new EmbeddedPostgresException(
                $"The data directory {dataDirectory} cannot be read by this account: {e.Message} Run as the user whose service it is.", e);
        }
    }
}
