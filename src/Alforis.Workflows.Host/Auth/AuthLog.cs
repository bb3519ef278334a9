namespace Alforis.Workflows.Host.Auth;

/// <summary>What signing in logs.</summary>
internal static partial class AuthLog
{
    [LoggerMessage(3411, LogLevel.Warning, "{Count} refusals within a minute were not written into the audit trail: there were too many.")]
    public static partial void LeftOut(ILogger logger, int count);

    [LoggerMessage(3412, LogLevel.Error, "A request could not be answered, because a secret cannot be encrypted or decrypted here: {Failure}")]
    public static partial void KeysUnusable(ILogger logger, string failure);
}
