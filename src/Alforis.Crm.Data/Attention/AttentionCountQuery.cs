using Npgsql;

namespace Alforis.Crm.Data.Attention;

/// <summary>Counts what does not go on by itself, as a badge shows it: no failure is read, only which causes there are. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read history, workflows and queue.</param>
public sealed class AttentionCountQuery(NpgsqlDataSource dataSource)
{
    internal static readonly string Sql = $"""
        {FailureSql.Walk}
        SELECT
          (SELECT count(*) FROM walk k JOIN public.workflows w ON w.id = k.workflow_id AND w.deleted_at IS NULL {FailureSql.Mute} WHERE m.cause IS NULL),
          (SELECT count(*) {FailureSql.Suspended}),
          {FailureSql.Parked}
        """;

    /// <summary>Counts.</summary>
    /// <param name="days">The days (UTC) of failures, today included.</param>
    /// <param name="ct">Cancels the counting.</param>
    public async Task<AttentionCounts> ReadAsync(int days, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = days });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = AttentionQuery.MostLookedAt });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        await reader.ReadAsync(ct).ConfigureAwait(false);
        return new AttentionCounts(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }
}
