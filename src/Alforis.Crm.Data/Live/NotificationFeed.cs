using Alforis.Crm.Data.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Live;

/// <summary>
/// Reads what has been committed since a snapshot. Numbers and times are drawn before a transaction commits, so that "greater than the last
/// one" misses what commits late; "not visible to the last snapshot" does not. Thread-safe.
/// </summary>
/// <param name="dataSource">Connects as a role that may read notifications.</param>
public sealed class NotificationFeed(NpgsqlDataSource dataSource)
{
    /// <summary>Most notifications of one reading; who has missed more reads the list again.</summary>
    public const int Most = 1000;

    // A transaction that is still under way is not in the snapshot, and its rows cannot be seen yet: the next reading finds them. Rows of
    // the future are those of a database that was restored from another server.
    private const string NewsSql = """
        SELECT n.id, n.user_id, n.title, n.message, n.severity, n.kind, n.entity_type, n.entity_id, n.link, n.is_read, n.created_at, n.execution_id,
          here.snapshot::text
        FROM (SELECT pg_current_snapshot() AS snapshot) here
        LEFT JOIN public.notifications n ON n.user_id = ANY ($1) AND n.created_at > now() - interval '1 day'
          AND n.xact >= pg_snapshot_xmin($2::pg_snapshot) AND n.xact < pg_snapshot_xmax(here.snapshot)
          AND NOT pg_visible_in_snapshot(n.xact, $2::pg_snapshot)
        ORDER BY n.id
        LIMIT $3
        """;

    private const string NowSql = "SELECT pg_current_snapshot()::text";
    private const string UnreadSql = "SELECT count(*) FROM public.notifications WHERE user_id = $1 AND NOT is_read";

    /// <summary>The moment that is now.</summary>
    /// <param name="ct">Cancels the query.</param>
    public async Task<string> NowAsync(CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(NowSql);
        return (string)(await command.ExecuteScalarAsync(ct).ConfigureAwait(false))!;
    }

    /// <summary>How many notifications somebody has not read.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="ct">Cancels the query.</param>
    public async Task<long> UnreadAsync(long userId, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(UnreadSql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = userId });
        return (long)(await command.ExecuteScalarAsync(ct).ConfigureAwait(false))!;
    }

    /// <summary>What is new since a moment, of the last day.</summary>
    /// <param name="userIds">Whose notifications.</param>
    /// <param name="cursor">The moment, as an earlier reading gave it.</param>
    /// <param name="ct">Cancels the query.</param>
    /// <exception cref="FormatException">The cursor is none.</exception>
    public async Task<NotificationNews> ReadAsync(IReadOnlyCollection<long> userIds, string cursor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(userIds);
        if (!LiveCursor.IsOne(cursor)) throw new FormatException("The cursor is none that an earlier answer gave.");
        using var command = dataSource.CreateCommand(NewsSql);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. userIds] });
        command.Parameters.Add(new NpgsqlParameter { Value = cursor, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Most });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var (found, next) = (new List<LiveNotification>(), cursor);
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            next = reader.GetString(12);
            if (!reader.IsDBNull(0)) found.Add(Read(reader));
        }

        return new NotificationNews(next, found, found.Count < Most);
    }

    private static LiveNotification Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        UserId = reader.GetInt64(1),
        Title = reader.GetString(2),
        Message = reader.GetString(3),
        Severity = reader.GetString(4),
        Kind = reader.Text(5),
        EntityType = reader.Text(6),
        EntityId = reader.Number(7),
        Link = reader.Text(8),
        IsRead = reader.GetBoolean(9),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(10),
        ExecutionId = reader.Number(11),
    };
}
