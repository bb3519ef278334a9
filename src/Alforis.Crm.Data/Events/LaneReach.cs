namespace Alforis.Crm.Data.Events;

/// <summary>Up to where a claim took all that was there.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Bulk">Whether of the events of bursts, or else of the single ones.</param>
/// <param name="EventId">No event of that lane and class up to this one was left.</param>
internal sealed record LaneReach(int Lane, bool Bulk, long EventId);
