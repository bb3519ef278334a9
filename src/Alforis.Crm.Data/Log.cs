using Microsoft.Extensions.Logging;

namespace Alforis.Crm.Data;

/// <summary>The log messages of dispatching and of keeping the history, by event id.</summary>
internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Information, "{Count} active workflows loaded (revision {Revision})")]
    public static partial void SetLoaded(ILogger logger, int count, long revision);

    [LoggerMessage(2002, LogLevel.Error, "Workflow {WorkflowId}, version {Version}, is suspended: {Problem}")]
    public static partial void Suspended(ILogger logger, long workflowId, int version, string problem);

    [LoggerMessage(2003, LogLevel.Warning, "A batch of {Count} events failed and is divided: {Problem}")]
    public static partial void Divided(ILogger logger, int count, string problem);

    [LoggerMessage(2004, LogLevel.Error, "Event {EventId} failed, attempt {Attempt}: {Problem}")]
    public static partial void EventFailed(ILogger logger, long eventId, int attempt, string problem);

    [LoggerMessage(2005, LogLevel.Error, "Event {EventId} is parked after {Attempt} attempts: {Problem}")]
    public static partial void EventParked(ILogger logger, long eventId, int attempt, string problem);

    [LoggerMessage(2006, LogLevel.Warning, "A set of {Count} executions failed and is divided: {Problem}")]
    public static partial void ExecutionsDivided(ILogger logger, int count, string problem);

    [LoggerMessage(2007, LogLevel.Warning, "Execution {ExecutionId}: the database refuses action {ActionId}: {Problem}")]
    public static partial void ActionRefused(ILogger logger, long executionId, string actionId, string problem);

    [LoggerMessage(2008, LogLevel.Error, "{Count} rows of the queue are parked because their events are not in the log any more; the first is {EventId}")]
    public static partial void EventsLost(ILogger logger, int count, long eventId);

    [LoggerMessage(2101, LogLevel.Warning, "{Partition} is older than {Days} days and kept: {Count} of its events wait to be handled")]
    public static partial void PartitionKept(ILogger logger, string partition, int days, long count);

    [LoggerMessage(2201, LogLevel.Debug, "Execution {ExecutionId}: {ActionId} is done (step {StepId}, attempt {Attempt})")]
    public static partial void StepSucceeded(ILogger logger, long executionId, string actionId, long stepId, int attempt);

    [LoggerMessage(2202, LogLevel.Warning, "Execution {ExecutionId}: {ActionId} failed (step {StepId}, attempt {Attempt}) and is tried again in {Seconds:0.0} s: {Error}")]
    public static partial void StepRetried(ILogger logger, long executionId, string actionId, long stepId, int attempt, double seconds, string? error);

    [LoggerMessage(2203, LogLevel.Error, "Execution {ExecutionId}: {ActionId} failed for good (step {StepId}, attempt {Attempt}): {Error}")]
    public static partial void StepFailed(ILogger logger, long executionId, string actionId, long stepId, int attempt, string? error);

    [LoggerMessage(2204, LogLevel.Warning, "Execution {ExecutionId}: {ActionId} ended too late to count (step {StepId}, attempt {Attempt})")]
    public static partial void StepLate(ILogger logger, long executionId, string actionId, long stepId, int attempt);

    [LoggerMessage(2205, LogLevel.Warning, "{Count} steps are taken back: their leases ended")]
    public static partial void LeasesExpired(ILogger logger, long count);

    [LoggerMessage(2206, LogLevel.Warning, "The worker could not take steps: {Problem} It tries again in {Seconds:0.0} s.")]
    public static partial void WorkerFailed(ILogger logger, string problem, double seconds);

    [LoggerMessage(2207, LogLevel.Warning, "The leases of steps could not be kept: {Problem}")]
    public static partial void LeasesNotKept(ILogger logger, string problem);

    [LoggerMessage(2208, LogLevel.Warning, "What came of step {StepId} could not be stored yet: {Problem}")]
    public static partial void StepNotStored(ILogger logger, long stepId, string problem);

    [LoggerMessage(2209, LogLevel.Error, "What came of step {StepId} could not be stored; it is made again when its lease has ended: {Problem}")]
    public static partial void StepLost(ILogger logger, long stepId, string problem);

    [LoggerMessage(2210, LogLevel.Warning, "A batch of {Count} executions could not go on and is divided: {Problem}")]
    public static partial void ContinuationsDivided(ILogger logger, int count, string problem);

    [LoggerMessage(2301, LogLevel.Information, "Workflow {WorkflowId}: the firing of {FireTime:O} made {Count} events")]
    public static partial void TickDone(ILogger logger, long workflowId, DateTimeOffset fireTime, long count);

    [LoggerMessage(2302, LogLevel.Information, "Workflow {WorkflowId}: the firing of {FireTime:O} makes no events: {Reason}")]
    public static partial void TickWithoutEvents(ILogger logger, long workflowId, DateTimeOffset fireTime, string reason);

    [LoggerMessage(2303, LogLevel.Warning, "Workflow {WorkflowId}: the events of the firing of {FireTime:O} could not be made, attempt {Attempt}: {Problem}")]
    public static partial void TickFailed(ILogger logger, long workflowId, DateTimeOffset fireTime, int attempt, string problem);

    [LoggerMessage(2304, LogLevel.Error, "Workflow {WorkflowId}: the firing of {FireTime:O} is given up after {Attempt} attempts: {Problem}")]
    public static partial void TickGivenUp(ILogger logger, long workflowId, DateTimeOffset fireTime, int attempt, string problem);

    [LoggerMessage(2211, LogLevel.Error, "Execution {ExecutionId} could not go on, attempt {Attempt}: {Problem}")]
    public static partial void ContinuationFailed(ILogger logger, long executionId, int attempt, string problem);
}
