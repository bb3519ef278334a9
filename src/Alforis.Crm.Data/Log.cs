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
}
