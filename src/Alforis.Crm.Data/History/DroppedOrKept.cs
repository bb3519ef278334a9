namespace Alforis.Crm.Data.History;

/// <summary>One row of <c>workflow.drop_partitions_of_before</c>.</summary>
/// <param name="Name">A partition, or a line about rows removed.</param>
/// <param name="UnhandledEvents">The events for whose sake the partition was kept; null when it is gone.</param>
internal sealed record DroppedOrKept(string Name, long? UnhandledEvents);
