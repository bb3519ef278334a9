using Alforis.Crm.Data.Dispatching;
using Alforis.Workflows.Host.Live;

namespace Alforis.Workflows.Host.Dispatch;

/// <summary>Runs some dispatchers, each in a loop of its own: they rest when the queue is empty and longer when the database is away.</summary>
internal sealed class DispatcherService(
    Func<DispatchPass> newPass, DispatchOptions options, LiveHints hints, TimeProvider clock, ILogger<DispatcherService> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, options.Dispatchers).Select(_ => LoopAsync(newPass(), stoppingToken)));

    private Task LoopAsync(DispatchPass pass, CancellationToken stoppingToken) => PersistentLoop.RunAsync(
        async ct =>
        {
            var report = await pass.RunAsync(ct);
            if (report.Events == 0) await Task.Delay(options.PollInterval, clock, ct);
            else hints.Raise();
        },
        clock, logger, stoppingToken);
}
