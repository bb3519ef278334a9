namespace Alforis.Crm.Data.Steps;

/// <summary>How workers do outside-world steps.</summary>
public sealed record StepOptions
{
    /// <summary>
    /// How long a step belongs to the worker that took it; it is prolonged three times as often. After a crash its steps are taken up
    /// again this much later. At least 1 s.
    /// </summary>
    /// <value>30 s</value>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many calls one workflow makes in any hour at most, over all hosts; the rest waits.</summary>
    /// <value>1,000</value>
    public int CallsPerHour { get; init; } = 1000;

    /// <summary>How often a worker that has nothing to do looks for steps.</summary>
    /// <value>50 ms</value>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How often leases that have ended are looked for.</summary>
    /// <value>5 s</value>
    public TimeSpan SweepInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A step fails for good after its host was lost this many times while it was under way.</summary>
    /// <value>100</value>
    public int MostLosses { get; init; } = 100;
}
