using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Alforis.Workflows.Benchmarks.Conditions;

/// <summary>
/// The same condition in rule engines of npm, if Node 20 or newer is there; their packages are installed on first use. One that cannot
/// be run is named, and keeps none of the others from being measured.
/// </summary>
internal static class PeerEngines
{
    private const int Contexts = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>One result per engine that answered rightly.</summary>
    /// <param name="output">Where it is said which could not be measured.</param>
    /// <param name="ours">Our nanoseconds for one evaluation.</param>
    public static IReadOnlyList<Result> Measure(TextWriter output, double ours)
    {
        try
        {
            var folder = Folder();
            if (!Directory.Exists(Path.Combine(folder, "node_modules"))) Run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder, "");
            return Read(Run("node", ["peers.mjs"], folder, Input()), output, ours);
        }
        catch (Exception e) when (e is BenchmarkException or Win32Exception or IOException)
        {
            output.WriteLine($"other engines: not measured, {e.Message}");
            return [];
        }
    }

    private static List<Result> Read(string lines, TextWriter output, double ours)
    {
        var results = new List<Result>();
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var peer = JsonElement.Parse(line);
            var name = peer.GetProperty("name").GetString()!;
            if (peer.TryGetProperty("problem", out var problem)) output.WriteLine($"{name}: not measured, {problem.GetString()}");
            else results.Add(new Result($"conditions/5-leaves-vs-{name}-{peer.GetProperty("version").GetString()}", ours, peer.GetProperty("ns").GetDouble(), "ns"));
        }

        return results;
    }

    private static string Input()
    {
        var contexts = ConditionCase.Contexts(Contexts, seed: 1);
        return JsonSerializer.Serialize(new { contexts = contexts.Select(ContextForms.ToJson), expected = contexts.Select(ConditionCase.HandWritten) });
    }

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var peers = Path.Combine(folder.FullName, "benchmarks", "peers");
            if (File.Exists(Path.Combine(peers, "peers.mjs"))) return peers;
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

        if (process.ExitCode != 0) throw new BenchmarkException($"'{program} {string.Join(' ', arguments)}' failed: {errors.Result.Trim()}");
        return output.Result;
    }
}
