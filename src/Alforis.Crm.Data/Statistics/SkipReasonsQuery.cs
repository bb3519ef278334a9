using System.Collections.Immutable;
using System.Text.Json;
using Alforis.Crm.Data.Contexts;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Explaining;
using Npgsql;

namespace Alforis.Crm.Data.Statistics;

/// <summary>
/// Why a workflow did not fire lately. Records keep what cannot be worked out again; the rest is asked anew: the version of then, with the row as the event saw it, and what belongs to
/// it as it is now. Looks at the newest <see cref="MostLookedAt"/> records and executions only. Thread-safe.
/// </summary>
/// <param name="dataSource">Connects as a role that may read workflows, the history and the CRM.</param>
public sealed class SkipReasonsQuery(NpgsqlDataSource dataSource)
{
    /// <summary>How many records, and how many skipped executions, are looked at.</summary>
    public const int MostLookedAt = 200;

    /// <summary>Reads the most frequent reasons.</summary>
    /// <param name="workflowId">The workflow's number.</param>
    /// <param name="days">How many days (UTC), today included.</param>
    /// <param name="most">Most reasons.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<(long LookedAt, IReadOnlyList<CountedReason> Reasons)> ReadAsync(long workflowId, int days, int most, CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var connectionDisposal = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var transactionDisposal = transaction.ConfigureAwait(false);
        using var readOnly = new NpgsqlCommand("SET TRANSACTION READ ONLY", connection, transaction);
        await readOnly.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        var skipped = await SkippedEventsQuery.ReadAsync(transaction, workflowId, days, MostLookedAt, ct).ConfigureAwait(false);
        var told = skipped.Where(s => s.Reason is not null).ToList();
        foreach (var group in skipped.Where(s => s.Reason is null).GroupBy(s => s.Version)) told.AddRange(await ExplainAsync(transaction, workflowId, [.. group], ct).ConfigureAwait(false));
        return (told.Count, [.. told.GroupBy(s => s.Reason!).Select(Count).OrderByDescending(r => r.Count).ThenByDescending(r => r.LastAt).Take(most)]);
    }

    private static CountedReason Count(IGrouping<SkipReason, SkippedEvent> group)
    {
        // What can be opened is worth more than what is newest.
        var sample = group.OrderByDescending(s => s.ExecutionId is not null).ThenByDescending(s => s.At).First();
        return new CountedReason(group.Key, group.LongCount(), group.Max(s => s.At))
        {
            ExecutionId = sample.ExecutionId, EventId = sample.EventId, EntityType = sample.EntityType, EntityId = sample.EntityId,
        };
    }

    private static async Task<IEnumerable<SkippedEvent>> ExplainAsync(NpgsqlTransaction transaction, long workflowId, ImmutableArray<SkippedEvent> events, CancellationToken ct)
    {
        var versions = new WorkflowVersions();
        var version = events[0].Version;
        await versions.LoadAsync(transaction, [(workflowId, version)], ct).ConfigureAwait(false);
        if (versions.Find(workflowId, version).Entry is not { } entry) return events.Select(e => e with { Reason = new SkipReason("cannot_run") });
        try
        {
            var contexts = await ContextLoader.LoadAsync(transaction, [.. events.Select(e => e.Source!)], ContextNeeds.Of(entry.Workflow.Paths), events[0].At, ct).ConfigureAwait(false);
            return events.Select((e, i) => e with { Reason = SkipReason.OfRules(WorkflowExplainer.RulesToJson(entry.Workflow, contexts[i], e.At)) });
        }
        catch (JsonException)
        {
            // Rows of the log that were written under another schema.
            return events.Select(e => e with { Reason = new SkipReason("unknown") });
        }
    }
}
