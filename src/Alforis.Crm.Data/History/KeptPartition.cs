namespace Alforis.Crm.Data.History;

/// <summary>A partition that retention kept although it is old.</summary>
/// <param name="Name">The partition, with its schema.</param>
/// <param name="UnhandledEvents">How many of its events wait in the queue to be handled; parked ones do not count.</param>
public sealed record KeptPartition(string Name, long UnhandledEvents);
