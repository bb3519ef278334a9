namespace Alforis.Crm.Data.Dispatching;

/// <summary>How many events a batch may have so that it takes about as long as wanted. Not thread-safe.</summary>
internal sealed class BatchSize(DispatchOptions options)
{
    private const int Least = 20;

    public int Current { get; private set; } = Math.Min(100, options.MostEvents);

    /// <summary>Learns from a batch that was full.</summary>
    public void Learn(int events, TimeSpan elapsed)
    {
        if (events < Current || elapsed <= TimeSpan.Zero) return;
        var fitting = events * (options.BatchTime / elapsed);

        // At most twice as many at a time: one quick batch says little about the next.
        Current = (int)Math.Clamp(fitting, Math.Min(Least, options.MostEvents), Math.Min(options.MostEvents, Current * 2.0));
    }
}
