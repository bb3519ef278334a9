using System.Diagnostics;
using System.Globalization;
using Alforis.Crm.Data.Contexts;
using Alforis.Crm.Data.Events;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Pushdown;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Benchmarks.Pipeline;
using Alforis.Workflows.Engine.Compilation;
using Npgsql;

namespace Alforis.Workflows.Benchmarks.Pushdown;

/// <summary>
/// The selection of few beside loading every row with its context and evaluating the compiled conditions; and whether memory stays flat while a
/// condition that SQL cannot say is evaluated on all rows.
/// </summary>
internal static class MemoryCost
{
    private const int Slice = 500;
    private const string Config = """{"schedule": "daily", "entity_type": "organisation"}""";

    public static async Task<IReadOnlyList<Result>> MeasureAsync(PipelineDatabase database)
    {
        var workflow = Selecting.Compile(TriggerNames.Scheduled, Config, SelectionCost.FewRules);
        var selection = EntitySelection.Of(workflow);
        var watch = Stopwatch.StartNew();
        var found = await Selecting.PagesAsync(database, selection);
        var ours = watch.Elapsed.TotalMilliseconds;
        watch.Restart();
        var expected = await EvaluateAllAsync(database, workflow);
        var all = watch.Elapsed.TotalMilliseconds;
        if (!found.SequenceEqual(expected)) throw new BenchmarkException($"SQL finds {found.Count}, memory {expected.Count}, and they shall be the same.");
        var (first, last) = await PartlyInMemoryAsync(database);
        return
        [
            new Result("pushdown/selection-of-few-vs-all-in-memory", ours, all, "ms"),
            new Result("pushdown/memory-at-the-end-vs-at-a-quarter", last, first, "MB") { Goal = Goal.RatioAtMost(1.2) },
        ];
    }

    /// <summary>Every row becomes a context, slice by slice.</summary>
    private static async Task<List<long>> EvaluateAllAsync(PipelineDatabase database, CompiledWorkflow<CrmContext> workflow)
    {
        var needs = ContextNeeds.Of(workflow.Paths);
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var found = new List<long>();
        for (var after = 0L; ;)
        {
            var events = await ReadAsync(transaction, after);
            if (events.Count == 0) return found;
            var contexts = await ContextLoader.LoadAsync(transaction, [.. events], needs, SilentBook.Now, CancellationToken.None);
            for (var i = 0; i < events.Count; i++)
            {
                if (workflow.PassesFilter(contexts[i], SilentBook.Now) && workflow.MeetsConditions(contexts[i], SilentBook.Now)) found.Add(events[i].EntityId!.Value);
            }

            after = events[^1].EntityId!.Value;
        }
    }

    private static async Task<List<CrmEvent>> ReadAsync(NpgsqlTransaction transaction, long after)
    {
        await using var command = new NpgsqlCommand(
            string.Create(CultureInfo.InvariantCulture, $"SELECT o.id, to_jsonb(o)::text FROM organisations o WHERE o.id > $1 ORDER BY o.id LIMIT {Slice}"), transaction.Connection, transaction)
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = after } },
        };
        await using var reader = await command.ExecuteReaderAsync();
        var events = new List<CrmEvent>();
        while (await reader.ReadAsync())
        {
            events.Add(new CrmEvent
            {
                EventId = 0, Lane = 0, OccurredAt = SilentBook.Now, Types = [TriggerNames.Scheduled], EntityType = EntityNames.Organisation, EntityId = reader.GetInt64(0), After = reader.GetString(1),
            });
        }

        return events;
    }

    /// <summary>The megabytes that are in use after a quarter of the rows and after all.</summary>
    private static async Task<(double First, double Last)> PartlyInMemoryAsync(PipelineDatabase database)
    {
        var selection = EntitySelection.Of(Selecting.Compile(
            TriggerNames.Scheduled, Config,
            """{"field": "nom", "operator": "matches", "value": "7$"}, {"field": "last_activity_days", "operator": ">=", "value": 7}, {"field": "assigned_user.is_active", "operator": "==", "value": true}"""));
        var rows = await database.ScalarAsync<long>("SELECT max(id) FROM organisations");
        var (found, first) = (0L, 0.0);
        var ahead = new SelectionAhead(TimeProvider.System);
        await using var connection = await database.DataSource.OpenConnectionAsync();
        var watch = Stopwatch.StartNew();
        for (long? after = 0; after is { } from;)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            var page = await ahead.PageAsync(selection, selection, transaction, from, Selecting.PageSize, SilentBook.Now, CancellationToken.None);
            found += page.Ids.Length;
            after = page.Next;
            if (first.Equals(0) && (after ?? rows) >= rows / 4) first = Megabytes();
        }

        var last = Megabytes();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"pushdown: partly in memory finds {found} in {watch.Elapsed.TotalSeconds:0.0} s, {first:0} MB after a quarter, {last:0} MB at the end"));
        return (first, last);
    }

    private static double Megabytes() => Environment.WorkingSet / 1048576.0;
}
