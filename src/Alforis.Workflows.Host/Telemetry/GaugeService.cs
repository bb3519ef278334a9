using Alforis.Crm.Data.Dispatching;
using Alforis.Crm.Data.Telemetry;

namespace Alforis.Workflows.Host.Telemetry;

/// <summary>Reads for the gauges how the service stands, as long as anybody looks at them.</summary>
internal sealed class GaugeService(ServiceGauges gauges, TimeProvider clock, ILogger<GaugeService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (gauges.AreObserved) await gauges.RefreshAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                TelemetryLog.NotRead(logger, FailureText.Of(e));
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Interval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
