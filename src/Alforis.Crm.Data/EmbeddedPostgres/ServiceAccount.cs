using System.Collections.Immutable;
using System.Globalization;

namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>
/// The account that PostgreSQL runs under. PostgreSQL refuses to run as root, so root steps down to another account; everybody
/// else runs it under their own.
/// </summary>
internal sealed record ServiceAccount(string Name, uint UserId, uint GroupId, ImmutableArray<string> Prefix)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>The user of this process: nothing to step down from.</summary>
    internal static ServiceAccount Own { get; } = new(Environment.UserName, 0, 0, []);

    /// <summary>Whether commands run under another account than this process.</summary>
    internal bool SteppedDown => !Prefix.IsEmpty;

    /// <summary>
    /// The account for this process: its own unless it is root; for root the owner of an existing cluster, else
    /// <c>postgres</c>, else <c>nobody</c>.
    /// </summary>
    internal static async Task<ServiceAccount> ChooseAsync(
        string? existingCluster, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess)
            return Own;
        string?[] names =
        [
            existingCluster is null ? null : await OwnerOfAsync(existingCluster, timeProvider, cancellationToken).ConfigureAwait(false),
            "postgres", "nobody",
        ];
        foreach (var name in names.OfType<string>())
        {
            var user = await IdAsync("-u", name, timeProvider, cancellationToken).ConfigureAwait(false);
            var group = await IdAsync("-g", name, timeProvider, cancellationToken).ConfigureAwait(false);
            if (user is null or 0 || group is null)
                continue;
            foreach (var prefix in WaysDown(name, user.Value, group.Value))
            {
                var account = new ServiceAccount(name, user.Value, group.Value, prefix);
                if (await account.CanAsync(CommandLine.Of("true"), timeProvider, cancellationToken).ConfigureAwait(false))
                    return account;
            }
        }

        throw new EmbeddedPostgresException(
            "PostgreSQL refuses to run as root, and there is no way to step down to the account \"postgres\" or \"nobody\" " +
            "(tried setpriv, runuser and su). Start as an ordinary user, or name a database in ConnectionStrings__Crm.");
    }

    /// <summary>The programs that run a command as another user, the most direct first.</summary>
    internal static ImmutableArray<ImmutableArray<string>> WaysDown(string name, uint userId, uint groupId) =>
    [
        ["setpriv", string.Create(CultureInfo.InvariantCulture, $"--reuid={userId}"),
            string.Create(CultureInfo.InvariantCulture, $"--regid={groupId}"), "--clear-groups", "--"],
        ["runuser", "-u", name, "--"],
        ["su", "-s", "/bin/sh", "-c", "exec \"$@\"", "--", name, "sh"],
    ];

    /// <summary>Turns a command into one that runs under this account.</summary>
    internal CommandLine Run(CommandLine command) => command.Under(Prefix);

    /// <summary>Gives a file that this process made to the account; nothing to do when it is this process's own.</summary>
    internal void Give(string path)
    {
        if (SteppedDown && !Libc.GiveTo(path, UserId, GroupId))
            throw new EmbeddedPostgresException($"{path} could not be given to the account \"{Name}\", which PostgreSQL runs under. " +
                "Choose a data directory on a file system with Unix owners.");
    }

    /// <summary>Whether the account can enter a directory that exists.</summary>
    internal Task<bool> CanEnterAsync(string directory, TimeProvider timeProvider, CancellationToken cancellationToken) =>
        CanAsync(CommandLine.Of("test", "-x", directory), timeProvider, cancellationToken);

    private async Task<bool> CanAsync(CommandLine command, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        // The directory of this process may itself be out of the account's reach.
        var result = await ToolProcess.RunAsync(Run(command) with { WorkingDirectory = "/" }, Limit, timeProvider, cancellationToken)
            .ConfigureAwait(false);
        return result.Succeeded;
    }

    private static async Task<string?> OwnerOfAsync(string path, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var format = OperatingSystem.IsMacOS() ? "-f" : "-c";
        var name = OperatingSystem.IsMacOS() ? "%Su" : "%U";
        var result = await ToolProcess.RunAsync(CommandLine.Of("stat", format, name, path), Limit, timeProvider, cancellationToken)
            .ConfigureAwait(false);
        return result.Succeeded ? result.Output.Trim() : null;
    }

    private static async Task<uint?> IdAsync(
        string which, string name, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var result = await ToolProcess.RunAsync(CommandLine.Of("id", which, name), Limit, timeProvider, cancellationToken)
            .ConfigureAwait(false);
        return result.Succeeded && uint.TryParse(result.Output.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;
    }
}
