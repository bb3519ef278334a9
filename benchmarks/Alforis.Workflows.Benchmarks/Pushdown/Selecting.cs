using System.Diagnostics;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Pushdown;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Benchmarks.Pipeline;
using Alforis.Workflows.Engine.Compilation;
using Npgsql;

namespace Alforis.Workflows.Benchmarks.Pushdown;

/// <summary>Selections by us and by hand, timed in turn after their answers were found equal.</summary>
internal static class Selecting
{
    /// <summary>As many as a tick makes events of at a time.</summary>
    public const int PageSize = 10_000;

    private const int Rounds = 7;

    private static readonly WorkflowCompiler<CrmContext> Compiler = new(CrmSchema.Instance);

    public static CompiledWorkflow<CrmContext> Compile(string trigger, string config, string rules)
    {
        var result = Compiler.Compile(
            $$$"""
            {"name": "Bench", "trigger_type": "{{{trigger}}}", "trigger_config": {{{config}}}, "conditions": {"operator": "AND", "rules": [{{{rules}}}]},
             "actions": [{"type": "add_tag", "config": {"tag": "x"}}]}
            """);
        return result.Workflow ?? throw new BenchmarkException(string.Join('\n', result.Diagnostics));
    }

    /// <summary>All pages of a selection.</summary>
    public static async Task<List<long>> PagesAsync(PipelineDatabase database, EntitySelection selection, EntityCandidates? candidates = null)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        var ahead = new SelectionAhead(TimeProvider.System);
        var ids = new List<long>();
        for (long? after = 0; after is { } from;)
        {
            // As a tick does: a transaction for each page.
            await using var transaction = await connection.BeginTransactionAsync();
            var page = candidates is null
                ? await ahead.PageAsync(selection, selection, transaction, from, PageSize, SilentBook.Now, CancellationToken.None)
                : await selection.AmongAsync(transaction, candidates, from, PageSize, SilentBook.Now, CancellationToken.None);
            await transaction.CommitAsync();
            ids.AddRange(page.Ids);
            after = page.Next;
        }

        return ids;
    }

    public static async Task<List<long>> CountAsync(PipelineDatabase database, EntitySelection selection)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        return [await selection.CountAsync(transaction, SilentBook.Now, CancellationToken.None)];
    }

    /// <summary>What SQL written by hand returns.</summary>
    public static async Task<List<long>> ByHandAsync(PipelineDatabase database, string sql, params object[] parameters)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        foreach (var parameter in parameters) command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<long>();
        while (await reader.ReadAsync()) ids.Add(reader.GetInt64(0));
        return ids;
    }

    /// <summary>Both in turn, in milliseconds.</summary>
    public static async Task<Result> CompareAsync(string name, Func<Task<List<long>>> ours, Func<Task<List<long>>> byHand)
    {
        var (found, expected) = (await ours(), await byHand());
        if (found is [] or [0] || !found.SequenceEqual(expected)) throw new BenchmarkException($"{name}: ours finds {found.Count}, SQL by hand {expected.Count}, and they shall be the same.");
        var (ourTimes, theirTimes) = (new List<double>(), new List<double>());
        for (var i = 0; i < Rounds; i++)
        {
            ourTimes.Add(await TimeAsync(ours));
            theirTimes.Add(await TimeAsync(byHand));
        }

        Console.WriteLine(FormattableString.Invariant($"pushdown: {name} finds {(found.Count == 1 ? found[0] : found.Count)}"));
        return new Result("pushdown/" + name, Medians.Of(ourTimes), Medians.Of(theirTimes), "ms") { Goal = Goal.RatioAtMost(1.5) };
    }

    private static async Task<double> TimeAsync(Func<Task> action)
    {
        var watch = Stopwatch.StartNew();
        await action();
        return watch.Elapsed.TotalMilliseconds;
    }
}
