using System.Diagnostics;

namespace Alforis.Workflows.EndToEnd.Package;

/// <summary>Commands as somebody types them.</summary>
internal static class Shell
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    /// <summary>Runs a command to its end, which must be a good one.</summary>
    /// <returns>What it prints.</returns>
    public static async Task<string> RunAsync(string folder, string command)
    {
        using var process = Start(folder, command);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Deadline);
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var error = process.StandardError.ReadToEndAsync(deadline.Token);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }

        Assert.True(process.ExitCode == 0, $"{command} ended with {process.ExitCode}:\n{await output}\n{await error}");
        return await output;
    }

    /// <summary>Starts a command; the caller ends it.</summary>
    public static Process Start(string folder, string command)
    {
        var info = new ProcessStartInfo("bash", ["-c", command])
        {
            WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };

        // What the test runner was given is not what a user has; and nothing that is left running may keep the output open.
        foreach (var name in info.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList()) info.Environment.Remove(name);
        info.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        info.Environment["UseSharedCompilation"] = "false";
        info.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        info.Environment["DOTNET_NOLOGO"] = "1";
        info.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        info.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        var process = new Process { StartInfo = info };
        process.Start();
        process.StandardInput.Close();
        return process;
    }
}
