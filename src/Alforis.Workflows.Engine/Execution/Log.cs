using Microsoft.Extensions.Logging;

namespace Alforis.Workflows.Engine.Execution;

/// <summary>
/// The log messages of an embedded engine, by event id; docs/embedding.md lists them. Their category is <see cref="Category"/>.
/// </summary>
internal static partial class Log
{
    public const string Category = "Alforis.Workflows.Engine";

    [LoggerMessage(1001, LogLevel.Information, "{Count} active workflows are in force")]
    public static partial void WorkflowsInForce(ILogger logger, int count);

    [LoggerMessage(1002, LogLevel.Warning, "The definition of workflow {WorkflowId}, version {Version}, is refused: {Count} errors, the first is {Diagnostic}")]
    public static partial void DefinitionRefused(ILogger logger, long workflowId, int version, int count, string diagnostic);

    [LoggerMessage(1003, LogLevel.Debug, "Event {EventId} fires {Count} workflows")]
    public static partial void EventMatched(ILogger logger, string eventId, int count);

    [LoggerMessage(1004, LogLevel.Debug, "Execution {ExecutionId} of workflow {WorkflowId} succeeded")]
    public static partial void ExecutionSucceeded(ILogger logger, string executionId, long workflowId);

    [LoggerMessage(1005, LogLevel.Warning, "Execution {ExecutionId} of workflow {WorkflowId} failed: {Error}")]
    public static partial void ExecutionFailed(ILogger logger, string executionId, long workflowId, string error, Exception? exception);

    [LoggerMessage(1006, LogLevel.Warning, "Execution {ExecutionId} of workflow {WorkflowId} was cancelled after {Count} of its actions")]
    public static partial void ExecutionCancelled(ILogger logger, string executionId, long workflowId, int count);

    [LoggerMessage(1007, LogLevel.Warning, "Execution {ExecutionId}: action {ActionId} ({ActionType}) failed: {Error}")]
    public static partial void ActionFailed(ILogger logger, string executionId, string actionId, string actionType, string error, Exception? exception);

    [LoggerMessage(1008, LogLevel.Error, "Execution {ExecutionId}: its services could not be disposed of")]
    public static partial void DisposalFailed(ILogger logger, string executionId, Exception exception);
}
