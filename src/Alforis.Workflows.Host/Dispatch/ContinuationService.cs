using Alforis.Crm.Data.Dispatching;
using Alforis.Workflows.Host.Live;

namespace Alforis.Workflows.Host.Dispatch;

/// <summary>Lets executions go on whose step has ended or whose delay is over, one batch after another.</summary>
internal sealed class ContinuationService(
    ContinuePass pass, DispatchOptions options, LiveHints hints, TimeProvider clock, ILogger<ContinuationService> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => PersistentLoop.RunAsync(
        async ct =>
        {
            if (await pass.RunAsync(ct) == 0) await Task.Delay(options.PollInterval, clock, ct);
            else hints.Raise();
        },
        clock, logger, stoppingToken);
}
