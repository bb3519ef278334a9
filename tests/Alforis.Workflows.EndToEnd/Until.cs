using System.Diagnostics;

namespace Alforis.Workflows.EndToEnd;

/// <summary>Waits for something to become true, with a deadline.</summary>
internal static class Until
{
    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan deadline, Func<string> otherwise)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            if (waited.Elapsed > deadline) throw new TimeoutException($"Not true within {deadline}. {otherwise()}");
            await Task.Delay(TimeSpan.FromMilliseconds(25), TestContext.Current.CancellationToken);
        }
    }
}
