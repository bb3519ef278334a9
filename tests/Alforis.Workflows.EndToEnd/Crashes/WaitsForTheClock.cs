namespace Alforis.Workflows.EndToEnd.Crashes;

/// <summary>Tests that mostly wait for the next minute, and need little of the machine: they run beside the others.</summary>
[CollectionDefinition(nameof(WaitsForTheClock))]
public sealed class WaitsForTheClock;
