namespace Alforis.Workflows.Host.Live;

/// <summary>What live messages log.</summary>
internal static partial class LiveLog
{
    [LoggerMessage(3500, LogLevel.Warning, "Other hosts could not be told of news, trying again in {Seconds:0.#} s; who looks on sees it later: {Problem}")]
    public static partial void NotHinted(ILogger logger, string problem, double seconds);

    [LoggerMessage(3501, LogLevel.Warning, "Hints of other hosts cannot be heard, trying again in {Seconds:0.#} s; news are looked for every few seconds meanwhile: {Problem}")]
    public static partial void NotHeard(ILogger logger, string problem, double seconds);

    [LoggerMessage(3502, LogLevel.Warning, "News could not be read, trying again in {Seconds:0.#} s: {Problem}")]
    public static partial void NotRead(ILogger logger, string problem, double seconds);

    [LoggerMessage(3503, LogLevel.Error, "The live call {Method} failed.")]
    public static partial void CallFailed(ILogger logger, string method, Exception exception);
}
