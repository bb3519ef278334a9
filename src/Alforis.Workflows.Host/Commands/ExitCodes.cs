namespace Alforis.Workflows.Host.Commands;

/// <summary>What the process ends with, for scripts.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>Something is wrong in what was given, or in the world; the message says what.</summary>
    public const int Failure = 1;

    /// <summary>The command line cannot be understood.</summary>
    public const int Usage = 2;

    /// <summary>The database could not be reached within the limit.</summary>
    public const int Unreachable = 3;

    /// <summary>Stopped by Ctrl-C or SIGTERM before it was done; what a shell expects of that.</summary>
    public const int Interrupted = 130;
}
