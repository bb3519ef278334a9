using Alforis.Crm.Data.Dispatching;

namespace Alforis.Workflows.Host.Dispatch;

/// <summary>Runs the dispatcher's pass over and over; rests when the queue is empty and longer when the database is away.</summary>
internal sealed class DispatcherService(DispatchPass pass, DispatchOptions options, TimeProvider clock, ILogger<DispatcherService> logger)
    : BackgroundService
{
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var backoff = TimeSpan.Zero;
        while (!stoppingToken.IsCancellationRequested)
        {
            var rest = options.PollInterval;
            try
            {
                var report = await pass.RunAsync(stoppingToken);
                if (report.Events > 0) rest = TimeSpan.Zero;
                backoff = TimeSpan.Zero;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it is, the events are still in the queue: the dispatcher never gives up.
                backoff = backoff == TimeSpan.Zero ? FirstBackoff : TimeSpan.FromTicks(Math.Min(backoff.Ticks * 2, LongestBackoff.Ticks));
                rest = backoff;
                DispatchLog.PassFailed(logger, FailureText.Of(e), backoff.TotalSeconds);
            }

            if (rest == TimeSpan.Zero) continue;
            try
            {
                await Task.Delay(rest, clock, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
