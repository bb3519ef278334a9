namespace Alforis.Workflows.Host.Subscriptions;

/// <summary>The log messages about subscriptions.</summary>
internal static partial class SubscriptionLog
{
    [LoggerMessage(3601, LogLevel.Information, "Subscriptions are brought in step with webhooks.event_types: {Written} workflows written, {Ended} ended")]
    public static partial void Changed(ILogger logger, int written, int ended);

    [LoggerMessage(3602, LogLevel.Warning, "Subscriptions could not be brought in step: {Problem} It is tried again in {Seconds} s.")]
    public static partial void PassFailed(ILogger logger, string problem, double seconds);

    [LoggerMessage(3603, LogLevel.Error, "A subscription has no workflow, and its events are not sent: {Problem}")]
    public static partial void Refused(ILogger logger, string problem);
}
