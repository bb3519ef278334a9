using Npgsql;

namespace Alforis.Crm.Data.Events;

/// <summary>Reads how the queue stands: one pass over the queue, which is short unless something is wrong. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read the queue.</param>
public sealed class QueueStatusQuery(NpgsqlDataSource dataSource)
{
    // An event behind a put-off one of its entity counts as due from its own time on, as what waits for it sees it.
    internal const string Sql = """
        SELECT
          count(*) FILTER (WHERE q.parked_at IS NULL),
          count(*) FILTER (WHERE q.parked_at IS NULL AND q.not_before > statement_timestamp()),
          count(q.parked_at),
          statement_timestamp() - min(greatest(q.occurred_at, q.not_before)) FILTER (
            WHERE q.parked_at IS NULL AND (q.not_before IS NULL OR q.not_before <= statement_timestamp()))
        FROM workflow.event_queue q
        """;

    /// <summary>Reads the queue's status, by the database's clock.</summary>
    /// <param name="ct">Cancels the reading.</param>
    /// <exception cref="NpgsqlException">The database does not answer, or has not the schema of this version.</exception>
    public async Task<QueueStatus> ReadAsync(CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        await reader.ReadAsync(ct).ConfigureAwait(false);
        return Read(reader);
    }

    /// <summary>Reads the row of <see cref="Sql"/>.</summary>
    internal static QueueStatus Read(NpgsqlDataReader reader) =>
        new(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.IsDBNull(3) ? null : Age(reader));

    /// <summary>Never below 0: the database's clock may have been set back since.</summary>
    private static TimeSpan Age(NpgsqlDataReader reader)
    {
        var age = reader.GetFieldValue<TimeSpan>(3);
        return age < TimeSpan.Zero ? TimeSpan.Zero : age;
    }
}
