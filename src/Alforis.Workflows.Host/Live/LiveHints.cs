using Alforis.Crm.Data.Live;
using Alforis.Workflows.Host.Dispatch;
using Npgsql;

namespace Alforis.Workflows.Host.Live;

/// <summary>
/// Sends hints that there may be news, to all hosts, a few in a second however much happens. A hint that is lost costs a moment: who serves
/// somebody also looks without one.
/// </summary>
internal sealed class LiveHints(NpgsqlDataSource database, TimeProvider clock, ILogger<LiveHints> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly LiveSignal news = new(clock);

    /// <summary>Something was committed that somebody may be looking at.</summary>
    public void Raise() => news.Raise();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => PersistentLoop.RunAsync(
        async ct =>
        {
            await news.WaitAsync(Timeout.InfiniteTimeSpan, ct);
            await LiveChannel.HintAsync(database, ct);
            await Task.Delay(Pause, clock, ct);
        },
        clock, (problem, seconds) => LiveLog.NotHinted(logger, problem, seconds), stoppingToken);
}
