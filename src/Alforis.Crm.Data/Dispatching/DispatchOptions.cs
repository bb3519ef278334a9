namespace Alforis.Crm.Data.Dispatching;

/// <summary>How the dispatcher works.</summary>
public sealed record DispatchOptions
{
    /// <summary>Most events in one transaction, 1 to 1,000.</summary>
    /// <value>200</value>
    public int MostEvents { get; init; } = 200;

    /// <summary>How long an event waits when somebody else holds a row that it needs.</summary>
    /// <value>250 ms</value>
    public TimeSpan DeferralWait { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>An event is parked after this many failed attempts.</summary>
    /// <value>5</value>
    public int MostAttempts { get; init; } = 5;

    /// <summary>How long to wait when the queue is empty.</summary>
    /// <value>40 ms</value>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(40);
}
