using System.Diagnostics;

namespace Alforis.Workflows.Host.Tests;

/// <summary>Waits for a condition with a deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string> explain, TimeSpan? deadline = null)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > (deadline ?? Deadline)) Assert.Fail(explain());
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
