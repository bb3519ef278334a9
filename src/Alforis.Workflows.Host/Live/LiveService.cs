using Alforis.Crm.Data.Live;
using Alforis.Workflows.Host.Dispatch;
using Npgsql;

namespace Alforis.Workflows.Host.Live;

/// <summary>Looks for news when another host hints at some, and every few seconds in any case.</summary>
internal sealed class LiveService(LivePass pass, LiveWake wake, NpgsqlDataSource database, TimeProvider clock, ILogger<LiveService> logger) : BackgroundService
{
    /// <summary>Also how long it takes at most until a session that was ended is cut off.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Hints follow each other closely while much happens.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(LookAsync(stoppingToken), HearAsync(stoppingToken));

    private Task LookAsync(CancellationToken stopping) => PersistentLoop.RunAsync(
        async ct =>
        {
            await wake.WaitAsync(Interval, ct);
            await pass.RunAsync(ct);
            await Task.Delay(Pause, clock, ct);
        },
        clock, (problem, seconds) => LiveLog.NotRead(logger, problem, seconds), stopping);

    private Task HearAsync(CancellationToken stopping) => PersistentLoop.RunAsync(
        ct => LiveChannel.ListenAsync(database, wake.Raise, ct),
        clock, (problem, seconds) => LiveLog.NotHeard(logger, problem, seconds), stopping);
}
