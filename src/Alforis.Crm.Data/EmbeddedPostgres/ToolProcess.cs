using System.ComponentModel;
using System.Diagnostics;

namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>How a program ended, and everything it printed.</summary>
internal sealed record ToolResult(int ExitCode, string Output)
{
    internal bool Succeeded => ExitCode == 0;

    /// <summary>The last lines of the output: the part that says what went wrong.</summary>
    internal string Tail => LogTail.Of(Output);
}

/// <summary>Runs a short-lived program to its end.</summary>
internal static class ToolProcess
{
    /// <summary>The exit code of a program that is not there.</summary>
    internal const int NotFound = 127;

    /// <summary>
    /// Runs a program and collects its output. A program that is not there ends with 127, as in a shell; one that takes longer
    /// than the limit is killed and reported with a <see cref="TimeoutException"/>.
    /// </summary>
    internal static async Task<ToolResult> RunAsync(
        CommandLine command, TimeSpan limit, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = command.ToStartInfo() };
        process.StartInfo.RedirectStandardError = true;
        process.StartInfo.RedirectStandardOutput = true;
        process.StartInfo.RedirectStandardInput = true;
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            return new ToolResult(NotFound, e.Message);
        }

        process.StandardInput.Close();
        using var timeout = new CancellationTokenSource(limit, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(either.Token);
            var errors = process.StandardError.ReadToEndAsync(either.Token);
            await process.WaitForExitAsync(either.Token).ConfigureAwait(false);
            return new ToolResult(process.ExitCode, await output.ConfigureAwait(false) + await errors.ConfigureAwait(false));
        }
        catch (OperationCanceledException e)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException($"{command.Program} did not end within {limit.TotalSeconds:0} s and was stopped.", e);
        }
    }
}
