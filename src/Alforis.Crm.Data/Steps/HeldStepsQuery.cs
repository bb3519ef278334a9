using Npgsql;

namespace Alforis.Crm.Data.Steps;

/// <summary>Reads which workflows want to make more calls than they may in an hour. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read steps and workflows.</param>
public sealed class HeldStepsQuery(NpgsqlDataSource dataSource)
{
    /// <summary>Up to how many steps of a workflow are counted.</summary>
    public const int MostCounted = 10_000;

    // In the order of the index of what is due, which has no released steps in the way: after a release there may be very many. Only a workflow that has made calls in this hour can have used it up. What there is room for goes within a moment; the rest is held.
    private const string FoundSql = $"""
        FROM (
          SELECT r.workflow_id, greatest($1 - sum(r.begun - r.released), 0) AS room
          FROM workflow.step_rates r WHERE r.minute > statement_timestamp() - interval '61 minutes'
          GROUP BY r.workflow_id HAVING sum(r.begun - r.released) > 0
        ) u
        JOIN public.workflows w ON w.id = u.workflow_id AND w.deleted_at IS NULL
        CROSS JOIN LATERAL (
          SELECT count(*) AS waiting, min(d.created_at) AS since
          FROM (SELECT s.created_at FROM workflow.steps s WHERE s.action_type = ANY ($3) AND s.workflow_id = w.id AND {HeldSteps.Condition} LIMIT u.room + $2) d
        ) h
        WHERE h.waiting > u.room
        """;

    private const string ReadSql = $"""
        SELECT w.id, w.name, (h.waiting - u.room)::bigint, h.since
        {FoundSql}
        ORDER BY h.since, w.id
        LIMIT 200
        """;

    private const string CountSql = $"SELECT count(*) {FoundSql}";

    /// <summary>Reads them, those first that have waited longest; at most 200 workflows.</summary>
    /// <param name="callsPerHour">How many calls a workflow may make in an hour.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<IReadOnlyList<HeldSteps>> ReadAsync(int callsPerHour, CancellationToken ct)
    {
        using var command = Command(ReadSql, callsPerHour, MostCounted + 1);
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var held = new List<HeldSteps>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) held.Add(new HeldSteps(reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2), reader.GetFieldValue<DateTimeOffset>(3)));
        return held;
    }

    /// <summary>Counts the workflows.</summary>
    /// <param name="callsPerHour">How many calls a workflow may make in an hour.</param>
    /// <param name="ct">Cancels the counting.</param>
    public async Task<long> CountAsync(int callsPerHour, CancellationToken ct)
    {
        using var command = Command(CountSql, callsPerHour, 1);
        return (long)(await command.ExecuteScalarAsync(ct).ConfigureAwait(false))!;
    }

    private NpgsqlCommand Command(string sql, int callsPerHour, int most)
    {
        var command = dataSource.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = callsPerHour });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. OutsideActions.Names] });
        return command;
    }
}
