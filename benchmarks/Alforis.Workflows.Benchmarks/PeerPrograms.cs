using System.Diagnostics;

namespace Alforis.Workflows.Benchmarks;

/// <summary>Other people's software that is compared with: programs for Node 20 or newer, whose packages are installed on first use.</summary>
internal static class PeerPrograms
{
    private const int LongestError = 1000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs one of the programs in <c>benchmarks/peers</c> and gives what it prints.</summary>
    /// <exception cref="BenchmarkException">It failed, or took too long.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no Node.</exception>
    public static string Run(string program, string input)
    {
        var folder = Folder();
        // Not "ci": that refuses a lock without the binaries of platforms that are not this one.
        if (!IsInstalled(folder)) Run("npm", ["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"], folder, "");
        return Run("node", [program], folder, input);
    }

    private static bool IsInstalled(string folder)
    {
        var (wanted, installed) = (new FileInfo(Path.Combine(folder, "package-lock.json")), new FileInfo(Path.Combine(folder, "node_modules", ".package-lock.json")));
        return installed.Exists && installed.LastWriteTimeUtc >= wanted.LastWriteTimeUtc;
    }

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var peers = Path.Combine(folder.FullName, "benchmarks", "peers");
            if (File.Exists(Path.Combine(peers, "package.json"))) return peers;
        }

        throw new BenchmarkException("benchmarks/peers is not there.");
    }

    private static string Run(string program, string[] arguments, string folder, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new BenchmarkException($"'{program}' did not end within {Patience.TotalMinutes} minutes.");
        }

        if (process.ExitCode != 0) throw new BenchmarkException($"'{program} {string.Join(' ', arguments)}' failed: {Cut(errors.Result.Trim())}");
        return output.Result;
    }

    private static string Cut(string text) => text.Length <= LongestError ? text : text[..LongestError] + "…";
}
