using Alforis.Crm.Data.Dispatching;

namespace Alforis.Workflows.Host.Dispatch;

/// <summary>Work that is done again and again, and never given up: when it fails it rests, longer each time.</summary>
internal static class PersistentLoop
{
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(15);

    /// <summary>The dispatcher's work, until it is told to stop.</summary>
    public static Task RunAsync(Func<CancellationToken, Task> work, TimeProvider clock, ILogger logger, CancellationToken stopping) =>
        RunAsync(work, clock, (problem, seconds) => DispatchLog.PassFailed(logger, problem, seconds), stopping);

    /// <summary>Until it is told to stop.</summary>
    /// <param name="work">One pass.</param>
    /// <param name="clock">Measures the rests.</param>
    /// <param name="failed">Told what went wrong and after how many seconds it is tried again.</param>
    /// <param name="stopping">Ends it.</param>
    public static async Task RunAsync(Func<CancellationToken, Task> work, TimeProvider clock, Action<string, double> failed, CancellationToken stopping)
    {
        var backoff = TimeSpan.Zero;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await work(stopping);
                backoff = TimeSpan.Zero;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it is, what was to be done still waits in the database.
                backoff = backoff == TimeSpan.Zero ? FirstBackoff : TimeSpan.FromTicks(Math.Min(backoff.Ticks * 2, LongestBackoff.Ticks));
                failed(FailureText.Of(e), backoff.TotalSeconds);
                await Task.Delay(backoff, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
