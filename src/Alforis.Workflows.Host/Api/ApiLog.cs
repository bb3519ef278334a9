namespace Alforis.Workflows.Host.Api;

/// <summary>What the API logs.</summary>
internal static partial class ApiLog
{
    [LoggerMessage(3401, LogLevel.Error, "The request {Method} {Endpoint} failed ({RequestId}).")]
    public static partial void Failed(ILogger logger, string method, string endpoint, string requestId, Exception exception);

    [LoggerMessage(3402, LogLevel.Warning, "A request could not be answered, the database cannot be reached: {Failure}")]
    public static partial void DatabaseAway(ILogger logger, string failure);
}
