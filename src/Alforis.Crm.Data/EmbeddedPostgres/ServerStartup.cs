using System.Globalization;
using System.Runtime.Versioning;
using Microsoft.Extensions.Logging;
using Npgsql;
using Polly;
using Polly.Retry;

namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>Brings a server up on a whole cluster: port, process, readiness.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ServerStartup(
    PostgresBinaries binaries, DataDirectoryLayout layout, ServiceAccount account, StoredConnection connection, EmbeddedPostgresOptions options)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Starts the server and returns when it accepts connections.</summary>
    /// <exception cref="EmbeddedPostgresException">It does not come up; the message ends with the tail of its log.</exception>
    internal async Task<PostmasterProcess> RunAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.StartupTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var refused = new HashSet<int>();
        while (true)
        {
            var process = PostmasterProcess.Start(binaries, layout, account, ChoosePort(refused), options);
            try
            {
                await WaitUntilReadyAsync(process, either.Token).ConfigureAwait(false);
                return process;
            }
            catch (ServerEndedException)
            {
                await GiveUpUnlessWorthRetryingAsync(process, refused, cancellationToken).ConfigureAwait(false);
                process.Dispose();
                await PauseAsync(either.Token, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                var log = await process.ReadLogAsync(layout, CancellationToken.None).ConfigureAwait(false);
                await process.StopAsync().ConfigureAwait(false);
                process.Dispose();
                cancellationToken.ThrowIfCancellationRequested();
                throw e is OperationCanceledException
                    ? Failed($"did not accept connections within {options.StartupTimeout.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s", log, e)
                    : Failed($"refused the connection ({e.Message})", log, e);
            }
        }
    }

    private int ChoosePort(HashSet<int> refused)
    {
        if (options.Port is { } wanted)
        {
            return !refused.Contains(wanted) && LoopbackPort.IsFree(wanted)
                ? wanted
                : throw new EmbeddedPostgresException(string.Create(CultureInfo.InvariantCulture,
                    $"Port {wanted} on 127.0.0.1, wanted for the database in {layout.Root}, is used by another program. Stop that program or choose another port."));
        }

        if (connection.Port is not { } remembered)
            return LoopbackPort.AnyFree();
        if (!refused.Contains(remembered) && LoopbackPort.IsFree(remembered))
            return remembered;
        var other = LoopbackPort.AnyFree();
        options.Logger.LogWarning("Port {Remembered}, on which the database was last, is used by another program; it is on port {Port} now", remembered, other);
        return other;
    }

    private async Task WaitUntilReadyAsync(PostmasterProcess process, CancellationToken cancellationToken)
    {
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = options.TimeProvider }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<NpgsqlException>(e => e.IsTransient || string.Equals(e.SqlState, PostgresErrorCodes.CannotConnectNow, StringComparison.Ordinal)),
                MaxRetryAttempts = int.MaxValue,
                Delay = Pause,
            })
            .Build();
        await pipeline.ExecuteAsync(async token =>
        {
            if (process.HasExited)
                throw new ServerEndedException();
            using var administrator = new NpgsqlConnection(connection.AdministratorConnectionString(process.Port));
            await administrator.OpenAsync(token).ConfigureAwait(false);
        }, cancellationToken).ConfigureAwait(false);
    }

    private async Task GiveUpUnlessWorthRetryingAsync(PostmasterProcess process, HashSet<int> refused, CancellationToken cancellationToken)
    {
        var log = await process.ReadLogAsync(layout, cancellationToken).ConfigureAwait(false);
        if (log.Contains("Address already in use", StringComparison.Ordinal))
            // Somebody took the port between the look and the start.
            refused.Add(process.Port);
        else if (!log.Contains("pre-existing shared memory block", StringComparison.Ordinal))
            // What remains are children of a killed server, which notice its end within moments.
            throw Failed("ended at once", log, inner: null);
    }

    private async Task PauseAsync(CancellationToken deadline, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Pause, options.TimeProvider, deadline).ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new EmbeddedPostgresException(
                $"Processes of an earlier PostgreSQL still use {layout.Cluster}. End every process named postgres that works there and start again.", e);
        }
    }

    private EmbeddedPostgresException Failed(string what, string log, Exception? inner)
    {
        var advice = log.Contains("No space left on device", StringComparison.Ordinal) ? " The disk is full: free some space." : "";
        var message = $"PostgreSQL {binaries.Version} in {layout.Cluster} {what}.{advice} The end of its log ({layout.ServerLog}):{Environment.NewLine}{LogTail.Of(log)}";
        return inner is null ? new EmbeddedPostgresException(message) : new EmbeddedPostgresException(message, inner);
    }

    /// <summary>Says inside this class that waiting is useless.</summary>
    private sealed class ServerEndedException : Exception;
}
