using Npgsql;

namespace Alforis.Crm.Data.Accounts;

/// <summary>A session that lives.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind">How its tokens are presented.</param>
/// <param name="CreatedAt">When the user signed in.</param>
/// <param name="LastSeenAt">When it was last used, to the minute.</param>
/// <param name="ExpiresAt">However busy it is, it ends then.</param>
/// <param name="IdleExpiresAt">Unless it is used, it ends then.</param>
/// <param name="Client">What the client calls itself.</param>
/// <param name="Address">Where the user signed in from.</param>
public sealed record SessionSummary(
    long Id, SessionKind Kind, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, DateTimeOffset ExpiresAt, DateTimeOffset IdleExpiresAt, string Client, string Address);

/// <summary>Lists sessions that live. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read sessions.</param>
public sealed class SessionListQuery(NpgsqlDataSource dataSource)
{
    private const string Sql = $"""
        SELECT s.id, s.kind, s.created_at, s.last_seen_at, s.expires_at, least(s.expires_at, s.last_seen_at + s.idle_timeout), s.client, s.address
        FROM public.user_sessions s
        WHERE s.user_id = $1 AND {SessionLife.IsAlive}
        ORDER BY s.last_seen_at DESC, s.id DESC
        LIMIT $2
        """;

    /// <summary>The last that were used of a user's sessions.</summary>
    /// <param name="userId">The user's number.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="ct">Cancels the query.</param>
    public async Task<IReadOnlyList<SessionSummary>> ListAsync(long userId, int limit, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = userId });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var sessions = new List<SessionSummary>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            sessions.Add(new SessionSummary(
                reader.GetInt64(0), reader.GetString(1) == SessionKind.Cookie.Text() ? SessionKind.Cookie : SessionKind.Bearer,
                reader.GetFieldValue<DateTimeOffset>(2), reader.GetFieldValue<DateTimeOffset>(3), reader.GetFieldValue<DateTimeOffset>(4),
                reader.GetFieldValue<DateTimeOffset>(5), reader.GetString(6), reader.GetString(7)));
        }

        return sessions;
    }
}
