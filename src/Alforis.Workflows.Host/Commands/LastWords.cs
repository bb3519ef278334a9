using Alforis.Crm.Data.Printing;

namespace Alforis.Workflows.Host.Commands;

/// <summary>What a verb says when it ends because of an exception: a sentence, never a stack trace that nobody asked for.</summary>
internal static class LastWords
{
    /// <summary>Asks for the exception itself, for a report.</summary>
    public const string DetailsVariable = "ALFORIS_DETAILS";

    /// <summary>The sentence and the exit code for what nobody foresaw.</summary>
    public static (string Message, int ExitCode) Unexpected(Exception e) => (
        $"Something unexpected happened: {e.Message} ({e.GetType().Name}) This is probably a mistake in Alforis Workflows; "
        + $"set {DetailsVariable}=1, run it again, and report what it prints.",
        ExitCodes.Failure);

    /// <summary>Says it, as far as anybody can still hear it.</summary>
    public static async Task SayAsync(string message, CommandSurroundings surroundings, Exception? e = null)
    {
        try
        {
            await surroundings.Error.WriteLineAsync(VisibleText.Lines(message));
            if (e is not null && surroundings.Variable(DetailsVariable) is not null)
                await surroundings.Error.WriteLineAsync(VisibleText.Lines(e.ToString()));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // The standard error is closed as well; the exit code is all that is left.
        }
    }
}
