namespace Alforis.Crm.Data.Events;

/// <summary>Where to begin in a lane.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="After">Single events are looked for after this one.</param>
/// <param name="AfterBulk">Those of bursts are looked for after this one.</param>
internal sealed record LanePosition(int Lane, long After, long AfterBulk);
