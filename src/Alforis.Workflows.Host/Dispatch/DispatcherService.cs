using Alforis.Crm.Data.Dispatching;

namespace Alforis.Workflows.Host.Dispatch;

/// <summary>Runs some dispatchers, each in a loop of its own: they rest when the queue is empty and longer when the database is away.</summary>
internal sealed class DispatcherService(
    Func<DispatchPass> newPass, DispatchOptions options, TimeProvider clock, ILogger<DispatcherService> logger) : BackgroundService
{
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(15);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, options.Dispatchers).Select(_ => LoopAsync(newPass(), stoppingToken)));

    private async Task LoopAsync(DispatchPass pass, CancellationToken stoppingToken)
    {
        var backoff = TimeSpan.Zero;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var report = await pass.RunAsync(stoppingToken);
                backoff = TimeSpan.Zero;
                if (report.Events == 0) await Task.Delay(options.PollInterval, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it is, the events are still in the queue: the dispatcher never gives up.
                backoff = backoff == TimeSpan.Zero ? FirstBackoff : TimeSpan.FromTicks(Math.Min(backoff.Ticks * 2, LongestBackoff.Ticks));
                DispatchLog.PassFailed(logger, FailureText.Of(e), backoff.TotalSeconds);
                await Task.Delay(backoff, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
