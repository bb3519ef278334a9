using System.ComponentModel;
using System.Globalization;
using System.Text.Json;

namespace Alforis.Workflows.Benchmarks.Pipeline;

/// <summary>
/// Job queues of npm over the same database, each job with the same three inserts in one transaction. One that cannot be run is named,
/// and keeps none of the others from being measured.
/// </summary>
internal sealed class QueuePeers
{
    private const int Jobs = 5000;

    private readonly Dictionary<string, List<double>> rounds = new(StringComparer.Ordinal);
    private readonly HashSet<string> perJob = new(StringComparer.Ordinal);
    private bool isAbsent;

    /// <summary>Measures each mode once.</summary>
    public void Run(PipelineDatabase database)
    {
        if (isAbsent) return;
        try
        {
            var input = JsonSerializer.Serialize(new { uri = database.Uri, jobs = Jobs, one = PlainSql.ForOne, many = PlainSql.ForMany });
            foreach (var line in PeerPrograms.Run("queues.mjs", input).Split('\n', StringSplitOptions.RemoveEmptyEntries)) Note(JsonElement.Parse(line));
        }
        catch (Exception e) when (e is BenchmarkException or Win32Exception or IOException)
        {
            Console.WriteLine($"other job queues: not measured, {e.Message}");
            isAbsent = true;
        }
    }

    /// <summary>Ours beside each mode; the goal is to be four times as fast as the best of those in which each job is a transaction.</summary>
    public IEnumerable<Result> Results(double ours)
    {
        var best = rounds.Where(r => perJob.Contains(r.Key)).Select(r => Medians.Of(r.Value)).DefaultIfEmpty().Max();
        foreach (var (mode, perSecond) in rounds)
        {
            var median = Medians.Of(perSecond);
            yield return new Result($"pipeline/executions-vs-{mode}", ours, median, "executions/s")
            {
                Goal = perJob.Contains(mode) && median >= best ? Goal.RatioAtLeast(4) : null,
            };
        }
    }

    private void Note(JsonElement peer)
    {
        var mode = $"{peer.GetProperty("name").GetString()}-{peer.GetProperty("mode").GetString()}";
        if (peer.TryGetProperty("problem", out var problem))
        {
            Console.WriteLine($"{mode}: not measured, {problem.GetString()}");
            return;
        }

        if (peer.GetProperty("isPerJob").GetBoolean()) perJob.Add(mode);
        var perSecond = peer.GetProperty("perSecond").GetDouble();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {mode} ({peer.GetProperty("version").GetString()}): {perSecond:0} per second"));
        if (!rounds.TryGetValue(mode, out var measured)) rounds[mode] = measured = [];
        measured.Add(perSecond);
    }
}
