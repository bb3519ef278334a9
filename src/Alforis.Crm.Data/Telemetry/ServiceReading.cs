using Alforis.Crm.Data.Events;

namespace Alforis.Crm.Data.Telemetry;

/// <summary>How the service stands at one moment, by its database.</summary>
/// <param name="Queue">The queue of events.</param>
/// <param name="StepsDue">Steps that could be begun.</param>
/// <param name="StepsLater">Steps that wait for a time, or behind an earlier execution.</param>
/// <param name="StepsRunning">Steps that a worker has.</param>
/// <param name="StepsExpired">Steps whose worker does not answer any more.</param>
/// <param name="OldestStepAge">For how long the oldest due step has been due.</param>
/// <param name="ExecutionsDue">Executions whose time has come to go on.</param>
/// <param name="OldestSnapshotAge">How old the oldest open snapshot of the database is.</param>
internal sealed record ServiceReading(
    QueueStatus Queue, long StepsDue, long StepsLater, long StepsRunning, long StepsExpired, TimeSpan OldestStepAge, long ExecutionsDue,
    TimeSpan OldestSnapshotAge);
