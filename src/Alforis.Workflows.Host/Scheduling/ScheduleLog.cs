namespace Alforis.Workflows.Host.Scheduling;

/// <summary>The log messages of the schedule.</summary>
internal static partial class ScheduleLog
{
    [LoggerMessage(3201, LogLevel.Information, "The schedule is brought in step with the active workflows: {Written} triggers written, {Removed} removed, {Mended} mended")]
    public static partial void TriggersChanged(ILogger logger, int written, int removed, int mended);

    [LoggerMessage(3202, LogLevel.Warning, "The schedule could not be brought in step: {Problem} It is tried again in {Seconds} s.")]
    public static partial void PassFailed(ILogger logger, string problem, double seconds);

    [LoggerMessage(3203, LogLevel.Warning, "This machine's clock and the database's differ by {Seconds:0.0} s; the schedule goes by the database's. Keep machines in step (NTP).")]
    public static partial void ClockDiffers(ILogger logger, double seconds);

    [LoggerMessage(3204, LogLevel.Warning, "The firing of workflow {WorkflowId} due at {FireTime:O} could not be recorded yet: {Problem}")]
    public static partial void RecordingFailed(ILogger logger, long workflowId, DateTimeOffset fireTime, string problem);

    [LoggerMessage(3205, LogLevel.Warning, "The firing of workflow {WorkflowId} due at {FireTime:O} is made up for: it is {Late} late")]
    public static partial void MadeUp(ILogger logger, long workflowId, DateTimeOffset fireTime, TimeSpan late);

    [LoggerMessage(3208, LogLevel.Warning, "The sweep for silence due at {FireTime:O} could not be recorded yet: {Problem}")]
    public static partial void SweepNotRecorded(ILogger logger, DateTimeOffset fireTime, string problem);

    [LoggerMessage(3206, LogLevel.Debug, "Workflow {WorkflowId} is due at {FireTime:O}")]
    public static partial void Fired(ILogger logger, long workflowId, DateTimeOffset fireTime);

    [LoggerMessage(3207, LogLevel.Error, "The schedule of workflow {WorkflowId} cannot be stored, so it does not fire: {Problem}")]
    public static partial void TriggerRefused(ILogger logger, long workflowId, string problem);

    [LoggerMessage(3209, LogLevel.Warning, "The events of firings could not be made: {Problem} It is tried again in {Seconds} s.")]
    public static partial void TicksFailed(ILogger logger, string problem, double seconds);
}
