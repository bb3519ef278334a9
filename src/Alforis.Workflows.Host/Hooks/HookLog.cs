namespace Alforis.Workflows.Host.Hooks;

/// <summary>The log messages of receiving webhooks. Never a secret, a signature or a payload.</summary>
internal static partial class HookLog
{
    [LoggerMessage(3301, LogLevel.Error, "Calls of the hook '{Slug}' cannot be checked: {Problem}")]
    public static partial void SecretUnreadable(ILogger logger, string slug, string problem);

    [LoggerMessage(3302, LogLevel.Warning, "A call of the hook '{Slug}' is signed as it should be, but its clock is {Seconds:+0;-0} s from ours; at most {Most:0} s are accepted. Is a clock wrong, or is somebody sending an old call again?")]
    public static partial void Untimely(ILogger logger, string slug, double seconds, double most);

    [LoggerMessage(3303, LogLevel.Warning, "Webhooks cannot be received: {Problem} Senders are asked to try again.")]
    public static partial void NotReceived(ILogger logger, string problem);
}
