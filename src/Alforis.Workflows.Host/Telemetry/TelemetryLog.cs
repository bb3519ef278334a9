namespace Alforis.Workflows.Host.Telemetry;

/// <summary>The log messages of telemetry.</summary>
internal static partial class TelemetryLog
{
    [LoggerMessage(3101, LogLevel.Warning, "The gauges could not be read and stand still: {Problem}")]
    public static partial void NotRead(ILogger logger, string problem);
}
