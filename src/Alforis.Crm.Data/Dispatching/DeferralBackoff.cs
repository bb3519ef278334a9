namespace Alforis.Crm.Data.Dispatching;

/// <summary>How long an event waits when somebody else holds a row that it needs: soon again at first, then less and less often. Not thread-safe.</summary>
/// <param name="options">The first and the longest wait.</param>
/// <param name="random">Shortens each wait a little.</param>
internal sealed class DeferralBackoff(DispatchOptions options, Random random)
{
    private const double MostShortened = 0.25;

    /// <summary>The wait of an event that was put off so often already.</summary>
    public TimeSpan Wait(int deferrals)
    {
        var doubled = options.FirstDeferral.Ticks * Math.Pow(2, deferrals);
        var longest = Math.Min(doubled, options.LongestDeferral.Ticks);
        return TimeSpan.FromTicks((long)(longest * (1 - (MostShortened * random.NextDouble()))));
    }
}
