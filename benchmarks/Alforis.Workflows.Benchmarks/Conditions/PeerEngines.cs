using System.ComponentModel;
using System.Text.Json;

namespace Alforis.Workflows.Benchmarks.Conditions;

/// <summary>
/// The same condition in rule engines of npm, if Node 20 or newer is there. One that cannot be run is named, and keeps none of the others
/// from being measured.
/// </summary>
internal static class PeerEngines
{
    private const int Contexts = 200;

    /// <summary>One result per engine that answered rightly.</summary>
    /// <param name="output">Where it is said which could not be measured.</param>
    /// <param name="ours">Our nanoseconds for one evaluation.</param>
    public static IReadOnlyList<Result> Measure(TextWriter output, double ours)
    {
        try
        {
            return Read(PeerPrograms.Run("peers.mjs", Input()), output, ours);
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
}
