namespace Alforis.Crm.Data.History;

/// <summary>What one run of <see cref="HistoryRetention"/> did.</summary>
/// <param name="Dropped">Partitions dropped, and a line for each table that lost single rows.</param>
/// <param name="Created">Partitions made ahead.</param>
/// <param name="Kept">Partitions old enough to go that hold events nobody has handled yet.</param>
public sealed record HistoryRetentionReport(
    IReadOnlyList<string> Dropped, IReadOnlyList<string> Created, IReadOnlyList<KeptPartition> Kept);
