namespace Alforis.Crm.Data.Dispatching;

/// <summary>How the dispatcher works.</summary>
public sealed record DispatchOptions
{
    /// <summary>Most events in one transaction, 1 to 1,000.</summary>
    /// <value>1,000</value>
    public int MostEvents { get; init; } = 1000;

    /// <summary>How long a batch should take: it holds the rows that it writes for as long.</summary>
    /// <value>50 ms</value>
    public TimeSpan BatchTime { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a batch waits for a lock that it cannot pass over (who of a role is next, for instance) before it puts off what needs it.</summary>
    /// <value>200 ms</value>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// How long the server hears nothing of a transaction until it takes for granted that its host is frozen or cut off, ends it, and lets
    /// others have what it has locked. At least 1 s; a host that was only slow does its batch again.
    /// </summary>
    /// <value>30 s</value>
    public TimeSpan LongestSilence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many dispatchers one host runs, 1 to 16. They share the lanes with each other and with other hosts.</summary>
    /// <value>2</value>
    public int Dispatchers { get; init; } = 2;

    /// <summary>
    /// How long an event waits at first when somebody else holds a row that it needs. The wait doubles with each time that the row is
    /// still held, up to <see cref="LongestDeferral"/>; each wait is up to a quarter shorter at random, so that what waited for one
    /// row does not come back all at once.
    /// </summary>
    /// <value>50 ms</value>
    public TimeSpan FirstDeferral { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The longest of these waits: at most so long after a row is let go the event that needs it is handled.</summary>
    /// <value>2 s</value>
    public TimeSpan LongestDeferral { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>An event is parked after this many failed attempts.</summary>
    /// <value>5</value>
    public int MostAttempts { get; init; } = 5;

    /// <summary>How long to wait when the queue is empty.</summary>
    /// <value>40 ms</value>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(40);
}
