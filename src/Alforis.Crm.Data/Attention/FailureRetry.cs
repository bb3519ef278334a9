using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Executions;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Attention;

/// <summary>Which failures to try again.</summary>
/// <param name="WorkflowId">The workflow's number.</param>
/// <param name="Cause">The key of their cause.</param>
/// <param name="Before">Only what had failed before this moment: what is tried again and fails again is not tried once more.</param>
/// <param name="Days">Only those of so many days (UTC), today included.</param>
/// <param name="After">Where to go on; <see langword="null"/> for the beginning.</param>
public sealed record FailureRetryRequest(long WorkflowId, Guid Cause, DateTimeOffset Before, int Days, ExecutionPosition? After);

/// <summary>What came of it.</summary>
/// <param name="Retried">How many go on.</param>
/// <param name="Left">How many were left as they are, by why.</param>
/// <param name="Next">Where to go on; <see langword="null"/> when all were looked at.</param>
public sealed record FailureRetryReport(int Retried, IReadOnlyDictionary<RetryAnswer, int> Left, ExecutionPosition? Next);

/// <summary>
/// Has the failures of a cause tried again, some at a time, each time in a transaction of its own with an entry in the trail. Those that somebody else tries again at the same moment are passed over;
/// none is tried twice, however often the same is asked. Thread-safe.
/// </summary>
/// <param name="dataSource">Connects as the role that owns the tables.</param>
/// <param name="time">Tells when a request has worked long enough.</param>
public sealed class FailureRetry(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>How many are tried again in one transaction.</summary>
    public const int BatchSize = 100;

    /// <summary>How long a request works; it ends with the batch that is under way then.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    // Locked before they are looked at more closely: who is not first does not find them failed any more. Those that failed again since bear a later end.
    private static readonly string FoundSql = $"""
        SELECT e.id, e.created_at, e.workflow_version
        FROM public.workflow_executions e
        WHERE e.status = 'failed' AND e.workflow_id = $2 AND workflow.failure_cause(e.error) = $3 AND e.created_at >= {FailureSql.From}
          AND coalesce(e.completed_at, e.created_at) < $4 AND ($5 IS NULL OR (e.created_at, e.id) > ($5, $6))
        ORDER BY e.created_at, e.id
        LIMIT {BatchSize}
        FOR UPDATE SKIP LOCKED
        """;

    private const string RetrySql = "SELECT t.id, workflow.retry_execution(t.id) FROM unnest($1) AS t (id)";

    /// <summary>Has them tried again.</summary>
    /// <param name="request">Which.</param>
    /// <param name="actor">Whoever wants it; a user has done what they could do by hand, no more.</param>
    /// <param name="ct">Cancels; what was tried again before stays so.</param>
    public async Task<FailureRetryReport> RetryAsync(FailureRetryRequest request, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(actor);
        var begun = time.GetTimestamp();
        var left = new SortedDictionary<RetryAnswer, int>();
        var retried = 0;
        var place = request.After;
        while (true)
        {
            var (looked, last) = await RunBatchAsync(request with { After = place }, actor, answer =>
            {
                if (answer == RetryAnswer.Retried) retried++;
                else left[answer] = left.GetValueOrDefault(answer) + 1;
            }, ct).ConfigureAwait(false);
            place = last ?? place;
            if (looked < BatchSize) return new FailureRetryReport(retried, left, null);
            if (time.GetElapsedTime(begun) >= Longest) return new FailureRetryReport(retried, left, place);
        }
    }

    private async Task<(int Looked, ExecutionPosition? Last)> RunBatchAsync(FailureRetryRequest request, Actor actor, Action<RetryAnswer> tell, CancellationToken ct)
    {
        var change = await AuditedChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        var found = await FindAsync(change, request, ct).ConfigureAwait(false);
        if (found.Count == 0) return (0, null);
        // Whoever activated it may have lost the right since: a retry is no way round that.
        var permitted = await PermittedVersions.ReadAsync(change.Transaction, request.WorkflowId, found.Select(f => f.Version).Distinct(), actor, unreadable: true, ct).ConfigureAwait(false);
        var answers = await RunAsync(change, [.. found.Where(f => permitted.Contains(f.Version)).Select(f => f.Id)], ct).ConfigureAwait(false);
        if (answers.Where(a => a.Answer == RetryAnswer.Retried).Select(a => a.Id).ToList() is { Count: > 0 } ids)
        {
            var detail = new JsonObject { ["cause"] = request.Cause.ToString(), ["count"] = ids.Count, ["execution_ids"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]) };
            await change.CommitAsync(new AuditEntry("attention.retry", "workflow", request.WorkflowId) { Detail = detail }, ct).ConfigureAwait(false);
        }

        foreach (var (_, answer) in answers) tell(answer);
        for (var i = answers.Count; i < found.Count; i++) tell(RetryAnswer.NotPermitted);
        return (found.Count, new ExecutionPosition(found[^1].CreatedAt, found[^1].Id));
    }

    private static async Task<List<(long Id, DateTimeOffset CreatedAt, int Version)>> FindAsync(AuditedChange change, FailureRetryRequest request, CancellationToken ct)
    {
        using var command = change.Command(
            FoundSql,
            new NpgsqlParameter<int> { TypedValue = request.Days },
            new NpgsqlParameter<long> { TypedValue = request.WorkflowId },
            new NpgsqlParameter<Guid> { TypedValue = request.Cause },
            new NpgsqlParameter { Value = request.Before.ToUniversalTime(), NpgsqlDbType = NpgsqlDbType.TimestampTz },
            new NpgsqlParameter { Value = (object?)request.After?.CreatedAt.ToUniversalTime() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz },
            new NpgsqlParameter { Value = (object?)request.After?.Id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var found = new List<(long, DateTimeOffset, int)>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) found.Add((reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetInt32(2)));
        return found;
    }

    private static async Task<List<(long Id, RetryAnswer Answer)>> RunAsync(AuditedChange change, long[] ids, CancellationToken ct)
    {
        var answers = new List<(long, RetryAnswer)>();
        if (ids.Length == 0) return answers;
        using var command = change.Command(RetrySql, new NpgsqlParameter<long[]> { TypedValue = ids });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) answers.Add((reader.GetInt64(0), ExecutionRetry.AnswerOf(reader.GetString(1))));
        return answers;
    }
}
