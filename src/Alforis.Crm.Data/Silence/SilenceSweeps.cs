using Npgsql;

namespace Alforis.Crm.Data.Silence;

/// <summary>
/// Has the active workflows of <c>inactivity_delay</c> look for silence: a tick each, which the scheduler works off. Thread-safe.
/// </summary>
/// <param name="dataSource">Connects as a role that may write ticks.</param>
public sealed class SilenceSweeps(NpgsqlDataSource dataSource)
{
    private const string Sql = """
        INSERT INTO workflow.ticks (workflow_id, fire_time, whole)
        SELECT w.id, coalesce($1, now()), $3
        FROM public.workflows w
        WHERE w.trigger_type = 'inactivity_delay' AND w.status = 'active' AND w.suspended_at IS NULL AND NOT w.is_template AND w.deleted_at IS NULL
          AND ($2::bigint IS NULL OR w.id = $2)
        ORDER BY w.id
        ON CONFLICT DO NOTHING
        RETURNING workflow_id
        """;

    /// <summary>Has them look.</summary>
    /// <param name="fireTime">When it was due; now by default. A second sweep of a workflow for the same moment is none.</param>
    /// <param name="workflowId">The one workflow that is to look; all of them by default.</param>
    /// <param name="isWhole">Whether to look at everything, not only at what may have fallen silent since the last sweep.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <returns>The workflows that look.</returns>
    public async Task<IReadOnlyList<long>> RequestAsync(DateTimeOffset? fireTime, long? workflowId, bool isWhole, CancellationToken ct)
    {
        var command = new NpgsqlBatchCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)fireTime?.ToUniversalTime() ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)workflowId ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = isWhole });
        using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(PlannedActivities.Note(isWhole));
        batch.BatchCommands.Add(command);
        var reader = await batch.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var ids = new List<long>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) ids.Add(reader.GetInt64(0));
        return ids;
    }
}
