using Microsoft.Extensions.Logging;

namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>
/// Clears away what a killed owner left in a cluster: a server that still runs, or a <c>postmaster.pid</c> that names nobody.
/// Call it only with the data directory's lock in hand: then no living owner stands behind that server.
/// </summary>
internal static class OrphanedPostmaster
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <exception cref="EmbeddedPostgresException">The server does not stop, or this user may not stop it.</exception>
    internal static async Task ClearAsync(DataDirectoryLayout layout, EmbeddedPostgresOptions options, CancellationToken cancellationToken)
    {
        if (PostmasterFile.TryRead(layout.Cluster) is not { } file)
            return;
        switch (await file.ExamineAsync(options.TimeProvider, cancellationToken).ConfigureAwait(false))
        {
            case PostmasterState.Running:
                // It is stopped rather than adopted: nobody would stop it if this process died too.
                options.Logger.LogWarning("A PostgreSQL (process {ProcessId}) of an earlier run still serves {Cluster}; stopping it", file.ProcessId, layout.Cluster);
                await StopAsync(file, options, cancellationToken).ConfigureAwait(false);
                break;
            case PostmasterState.Gone:
                // PostgreSQL would refuse to start if the number now belonged to another program of the same account.
                File.Delete(PostmasterFile.PathIn(layout.Cluster));
                options.Logger.LogWarning("The last PostgreSQL of {Cluster} was not stopped cleanly; recovering", layout.Cluster);
                break;
            case PostmasterState.Unknown:
                // Leave it to PostgreSQL, which refuses to start beside a living server.
                break;
        }
    }

    private static async Task StopAsync(PostmasterFile file, EmbeddedPostgresOptions options, CancellationToken cancellationToken)
    {
        foreach (var signal in new[] { Libc.SigInt, Libc.SigQuit })
        {
            var began = options.TimeProvider.GetTimestamp();
            if (!Libc.Signal(file.ProcessId, signal) && await RunsAsync().ConfigureAwait(false))
                throw new EmbeddedPostgresException($"A PostgreSQL of another user (process {Number()}) serves {file.Cluster}. Stop it first.");
            while (options.TimeProvider.GetElapsedTime(began) < options.StopTimeout)
            {
                if (!await RunsAsync().ConfigureAwait(false))
                    return;
                await Task.Delay(Pause, options.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }

        throw new EmbeddedPostgresException($"The PostgreSQL of an earlier run (process {Number()}) that serves {file.Cluster} does not stop. Kill it and start again.");

        string Number() => file.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture);

        // The file is removed or replaced when the server ends, so it is examined as it was read.
        async Task<bool> RunsAsync() =>
            await file.ExamineAsync(options.TimeProvider, cancellationToken).ConfigureAwait(false) == PostmasterState.Running;
    }
}
