namespace Alforis.Crm.Data.History;

/// <summary>What a <see cref="StatisticsRepair"/> did.</summary>
/// <param name="FirstDay">The first day that was counted again (UTC).</param>
/// <param name="FirstDayOfWaiting">The same for workflows that have, or had, a delay.</param>
/// <param name="Changed">What was not as history knows it, by workflow and day.</param>
public sealed record StatisticsRepairReport(DateOnly FirstDay, DateOnly FirstDayOfWaiting, IReadOnlyList<RepairedDay> Changed);
