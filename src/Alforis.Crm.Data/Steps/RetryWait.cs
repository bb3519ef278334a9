namespace Alforis.Crm.Data.Steps;

/// <summary>
/// Exponential backoff with full jitter: any wait from zero to a bound that doubles, so that what failed together does not come back
/// together. See Marc Brooker, "Exponential Backoff And Jitter".
/// </summary>
internal static class RetryWait
{
    /// <summary>The wait before the next attempt.</summary>
    /// <param name="failures">How many attempts have failed, at least 1.</param>
    /// <param name="first">The bound after the first failure.</param>
    /// <param name="most">The largest bound.</param>
    /// <param name="random">From 0 inclusive to 1 exclusive.</param>
    public static TimeSpan After(int failures, TimeSpan first, TimeSpan most, double random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        var bound = Math.Min(first.Ticks * Math.Pow(2, Math.Min(failures - 1, 40)), most.Ticks);
        return TimeSpan.FromTicks((long)(bound * random));
    }
}
