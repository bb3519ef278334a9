using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Attention;

/// <summary>
/// Says of failures of a workflow and cause that they are expected, and takes that back. It lasts through new versions: what fails otherwise with one has another cause. Thread-safe.
/// </summary>
/// <param name="dataSource">Connects as the role that owns the tables.</param>
public sealed class FailureMuting(NpgsqlDataSource dataSource)
{
    // Of what has never failed, or is muted already, there is something to say; other keys are somebody's guess.
    private const string MuteSql = """
        INSERT INTO workflow.failure_mutes AS m (workflow_id, cause, muted_by, actor, note, until)
        SELECT w.id, $2, $3, coalesce($4, session_user), $5, $6
        FROM public.workflows w
        WHERE w.id = $1 AND w.deleted_at IS NULL
          AND (EXISTS (SELECT FROM workflow.failure_mutes o WHERE o.workflow_id = $1 AND o.cause = $2)
            OR EXISTS (SELECT FROM public.workflow_executions e WHERE e.status = 'failed' AND e.workflow_id = $1 AND workflow.failure_cause(e.error) = $2))
        ON CONFLICT (workflow_id, cause) DO UPDATE SET muted_at = now(), muted_by = EXCLUDED.muted_by, actor = EXCLUDED.actor, note = EXCLUDED.note, until = EXCLUDED.until
        RETURNING m.muted_at, m.actor, m.note, m.until
        """;

    private const string UnmuteSql = "DELETE FROM workflow.failure_mutes WHERE workflow_id = $1 AND cause = $2";

    /// <summary>Mutes, or changes why and until when.</summary>
    /// <param name="workflowId">The workflow's number.</param>
    /// <param name="cause">The key of the cause.</param>
    /// <param name="note">Why; 1 to 500 characters, or <see langword="null"/>.</param>
    /// <param name="until">When it ends; <see langword="null"/> for when somebody ends it.</param>
    /// <param name="actor">Who.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <returns><see langword="null"/> when the workflow has no such failures.</returns>
    public async Task<FailureMute?> MuteAsync(long workflowId, Guid cause, string? note, DateTimeOffset? until, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var change = await AuditedChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        if (await InsertAsync(change, workflowId, cause, note, until, actor, ct).ConfigureAwait(false) is not { } mute) return null;
        var detail = Detail(cause);
        if (mute.Note is not null) detail["note"] = mute.Note;
        if (mute.Until is { } end) detail["until"] = end.UtcDateTime;
        await change.CommitAsync(new AuditEntry("attention.mute", "workflow", workflowId) { Detail = detail }, ct).ConfigureAwait(false);
        return mute;
    }

    /// <summary>Takes it back.</summary>
    /// <param name="workflowId">The workflow's number.</param>
    /// <param name="cause">The key of the cause.</param>
    /// <param name="actor">Who.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <returns>Whether it was muted.</returns>
    public async Task<bool> UnmuteAsync(long workflowId, Guid cause, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var change = await AuditedChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        using var command = change.Command(UnmuteSql, new NpgsqlParameter<long> { TypedValue = workflowId }, new NpgsqlParameter<Guid> { TypedValue = cause });
        if (await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false) == 0) return false;
        await change.CommitAsync(new AuditEntry("attention.unmute", "workflow", workflowId) { Detail = Detail(cause) }, ct).ConfigureAwait(false);
        return true;
    }

    private static async Task<FailureMute?> InsertAsync(AuditedChange change, long workflowId, Guid cause, string? note, DateTimeOffset? until, Actor actor, CancellationToken ct)
    {
        using var command = change.Command(
            MuteSql,
            new NpgsqlParameter<long> { TypedValue = workflowId },
            new NpgsqlParameter<Guid> { TypedValue = cause },
            new NpgsqlParameter { Value = (object?)actor.UserId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
            new NpgsqlParameter { Value = (object?)actor.Name ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            new NpgsqlParameter { Value = (object?)note ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            new NpgsqlParameter { Value = (object?)until?.ToUniversalTime() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        if (!await reader.ReadAsync(ct).ConfigureAwait(false)) return null;
        return new FailureMute(reader.GetFieldValue<DateTimeOffset>(0), reader.GetString(1), reader.Text(2), reader.Moment(3));
    }

    private static JsonObject Detail(Guid cause) => new() { ["cause"] = cause.ToString() };
}
