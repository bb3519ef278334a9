namespace Alforis.Crm.Data.Events;

/// <summary>How the queue of events stands at one moment.</summary>
/// <param name="Queued">Events that wait to be handled, due or put off; parked ones not counted.</param>
/// <param name="Deferred">Those of them that are put off to a later time.</param>
/// <param name="Parked">Events given up after too many attempts, until somebody replays or drops them.</param>
/// <param name="OldestDueAge">For how long the oldest due event has been due; null when none is. A put-off event is due from its time on.</param>
public sealed record QueueStatus(long Queued, long Deferred, long Parked, TimeSpan? OldestDueAge);
