using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Executions;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Steps;

/// <summary>What came of it.</summary>
/// <param name="Done">How many executions go on, or are cancelled.</param>
/// <param name="NotPermitted">How many were left as they are, because they do something that whoever asked may not do.</param>
/// <param name="IsOver">Whether all were looked at; else the same is to be asked again.</param>
public sealed record HeldStepsReport(int Done, int NotPermitted, bool IsOver);

/// <summary>
/// Decides about the calls that a workflow's hourly limit holds up: all of them go now, or none of them ever. Some thousands at a time, each time in a transaction of its own with an entry in the trail.
/// None is decided about twice, however often and by how many the same is asked. Thread-safe.
/// </summary>
/// <param name="dataSource">Connects as the role that owns the tables.</param>
/// <param name="time">Tells when a request has worked long enough.</param>
public sealed class HeldStepsDecision(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>How many executions are decided about in one transaction.</summary>
    public const int BatchSize = 5000;

    /// <summary>How long a request works; it ends with the batch that is under way then.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    // The execution with its step, as whoever cancels or completes it: one that is leased or ends at this moment is passed over.
    private const string FoundSql = $"""
        SELECT s.id, s.execution_id, e.workflow_version
        FROM workflow.steps s JOIN workflow.live_executions e ON e.id = s.execution_id
        WHERE s.workflow_id = $1 AND s.id > $2 AND ($3 IS NULL OR s.created_at <= $3) AND {HeldSteps.Condition}
        ORDER BY s.id
        LIMIT $4
        FOR UPDATE OF e, s SKIP LOCKED
        """;

    private const string ReleaseSql = """
        WITH executions AS (
          UPDATE workflow.live_executions e SET released = true WHERE e.id = ANY ($1)
        )
        UPDATE workflow.steps s SET released = true WHERE s.execution_id = ANY ($1)
        """;

    private const string DiscardSql = "SELECT workflow.cancel_executions($1, $2, $3)";

    /// <summary>Lets them go: they are made as soon as there is a worker for them, besides the calls that the workflow may make. So are the later calls of the same executions.</summary>
    /// <param name="workflowId">The workflow's number.</param>
    /// <param name="before">Only what waits since this moment or longer: what came later was not seen. <see langword="null"/> for all.</param>
    /// <param name="actor">Whoever wants it; a user has done what they could do by hand, no more.</param>
    /// <param name="ct">Cancels; what was let go before stays so.</param>
    public Task<HeldStepsReport> ReleaseAsync(long workflowId, DateTimeOffset? before, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return RunAsync(workflowId, before, actor, new Decision("attention.release", true, (change, ids) => change.Command(ReleaseSql, new NpgsqlParameter<long[]> { TypedValue = ids })), ct);
    }

    /// <summary>Cancels their executions: what is done stays, what waits is not done any more.</summary>
    /// <param name="workflowId">The workflow's number.</param>
    /// <param name="before">Only what waits since this moment or longer: what came later was not seen. <see langword="null"/> for all.</param>
    /// <param name="reason">Why, as a sentence for their history.</param>
    /// <param name="actor">Whoever wants it.</param>
    /// <param name="ct">Cancels; what was cancelled before stays so.</param>
    public Task<HeldStepsReport> DiscardAsync(long workflowId, DateTimeOffset? before, string reason, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return RunAsync(
            workflowId, before, actor,
            new Decision("attention.discard", false, (change, ids) => change.Command(DiscardSql, new NpgsqlParameter<long[]> { TypedValue = ids }, new NpgsqlParameter<string> { TypedValue = reason }, new NpgsqlParameter<string> { TypedValue = FailureCode.Cancelled })), ct);
    }

    private async Task<HeldStepsReport> RunAsync(long workflowId, DateTimeOffset? before, Actor actor, Decision decision, CancellationToken ct)
    {
        var begun = time.GetTimestamp();
        var report = new HeldStepsReport(0, 0, false);
        for (long after = 0; !report.IsOver && time.GetElapsedTime(begun) < Longest;)
        {
            var change = await AuditedChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
            await using var disposal = change.ConfigureAwait(false);
            var found = await FindAsync(change, workflowId, after, before, ct).ConfigureAwait(false);
            IEnumerable<int> versions = found.Select(f => f.Version).Distinct();
            if (decision.Acts) versions = await PermittedVersions.ReadAsync(change.Transaction, workflowId, versions, actor, unreadable: false, ct).ConfigureAwait(false);
            var permitted = versions.ToHashSet();
            long[] ids = [.. found.Where(f => permitted.Contains(f.Version)).Select(f => f.ExecutionId)];
            if (ids.Length > 0)
            {
                using var command = decision.Command(change, ids);
                await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
                await change.CommitAsync(new AuditEntry(decision.Action, "workflow", workflowId) { Detail = new JsonObject { ["count"] = ids.Length } }, ct).ConfigureAwait(false);
            }

            report = new HeldStepsReport(report.Done + ids.Length, report.NotPermitted + found.Count - ids.Length, found.Count < BatchSize);
            if (found.Count > 0) after = found[^1].StepId;
        }

        return report;
    }

    private static async Task<List<(long StepId, long ExecutionId, int Version)>> FindAsync(AuditedChange change, long workflowId, long after, DateTimeOffset? before, CancellationToken ct)
    {
        using var command = change.Command(
            FoundSql,
            new NpgsqlParameter<long> { TypedValue = workflowId },
            new NpgsqlParameter<long> { TypedValue = after },
            new NpgsqlParameter { Value = (object?)before?.ToUniversalTime() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz },
            new NpgsqlParameter<int> { TypedValue = BatchSize });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var found = new List<(long, long, int)>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) found.Add((reader.GetInt64(0), reader.GetInt64(1), reader.GetInt32(2)));
        return found;
    }

    /// <summary>What is decided.</summary>
    /// <param name="Action">Its name in the trail.</param>
    /// <param name="Acts">Whether workflows do something because of it, which whoever decides must have the right to do.</param>
    /// <param name="Command">Does it to executions.</param>
    private sealed record Decision(string Action, bool Acts, Func<AuditedChange, long[], NpgsqlCommand> Command);
}
