using Alforis.Crm.Data.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Notifications;

/// <summary>Reads what one user is told; nobody else's. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read notifications.</param>
public sealed class NotificationQuery(NpgsqlDataSource dataSource)
{
    private const string Columns = """
        SELECT n.id, n.title, n.message, n.severity, n.kind, n.entity_type, n.entity_id, n.link, n.is_read, n.read_at, n.created_at, n.execution_id
        FROM public.notifications n
        """;

    private const string ListSql = $"""
        {Columns}
        WHERE n.user_id = $1 AND ($2 IS NULL OR (n.created_at, n.id) < ($2, $3))
        ORDER BY n.created_at DESC, n.id DESC
        LIMIT $4
        """;

    // Written out: only so the planner takes the index of those that are not read.
    private const string UnreadSql = $"""
        {Columns}
        WHERE n.user_id = $1 AND NOT n.is_read AND ($2 IS NULL OR (n.created_at, n.id) < ($2, $3))
        ORDER BY n.created_at DESC, n.id DESC
        LIMIT $4
        """;

    private const string OneSql = $"{Columns} WHERE n.user_id = $1 AND n.id = $2";

    private const string CountSql = "SELECT count(*) FROM public.notifications n WHERE n.user_id = $1 AND NOT n.is_read";

    /// <summary>The newest of a user's, or those before a place.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="unreadOnly">Only those that are not read.</param>
    /// <param name="before">When the last one of the part before was sent, and its number; <see langword="null"/> for the newest.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<IReadOnlyList<NotificationDetail>> ReadAsync(long userId, bool unreadOnly, (DateTimeOffset CreatedAt, long Id)? before, int most, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(unreadOnly ? UnreadSql : ListSql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = userId });
        command.Parameters.Add(new NpgsqlParameter { Value = before is { } place ? place.CreatedAt.ToUniversalTime() : DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new NpgsqlParameter { Value = before is { } last ? last.Id : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var found = new List<NotificationDetail>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) found.Add(Read(reader));
        return found;
    }

    /// <summary>One of a user's, or <see langword="null"/>.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="id">Its number.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<NotificationDetail?> FindAsync(long userId, long id, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(OneSql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = userId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false) ? Read(reader) : null;
    }

    /// <summary>How many a user has not read.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<long> CountUnreadAsync(long userId, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(CountSql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = userId });
        return (long)(await command.ExecuteScalarAsync(ct).ConfigureAwait(false))!;
    }

    private static NotificationDetail Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        Title = reader.GetString(1),
        Message = reader.GetString(2),
        Severity = reader.GetString(3),
        Kind = reader.Text(4),
        EntityType = reader.Text(5),
        EntityId = reader.Number(6),
        Link = reader.Text(7),
        IsRead = reader.GetBoolean(8),
        ReadAt = reader.Moment(9),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(10),
        ExecutionId = reader.Number(11),
    };
}
