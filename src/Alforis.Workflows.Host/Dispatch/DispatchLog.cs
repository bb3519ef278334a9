namespace Alforis.Workflows.Host.Dispatch;

/// <summary>The log messages of the dispatcher's loop.</summary>
internal static partial class DispatchLog
{
    [LoggerMessage(3001, LogLevel.Warning, "The dispatcher could not work: {Problem} It tries again in {Seconds} s.")]
    public static partial void PassFailed(ILogger logger, string problem, double seconds);
}
