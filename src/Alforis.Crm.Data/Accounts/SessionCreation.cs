using Npgsql;

namespace Alforis.Crm.Data.Accounts;

/// <summary>A session that begins.</summary>
/// <param name="UserId">Whose it is.</param>
/// <param name="Kind">How its tokens are presented.</param>
/// <param name="Lifetime">After this it ends, however busy it is.</param>
/// <param name="AccessLifetime">How long an access token is good.</param>
/// <param name="Client">What the client calls itself; cut to 300 characters.</param>
/// <param name="Address">Where it is from; cut to 64 characters.</param>
public sealed record NewSession(long UserId, SessionKind Kind, TimeSpan Lifetime, TimeSpan AccessLifetime, string Client, string Address);

/// <summary>The tokens of a session; nobody can read them again.</summary>
/// <param name="SessionId">The session's number.</param>
/// <param name="AccessToken">Is borne by requests.</param>
/// <param name="RefreshToken">Good once, for the next pair; <see langword="null"/> for a cookie.</param>
public sealed record SessionTokens(long SessionId, string AccessToken, string? RefreshToken);

/// <summary>Begins sessions. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write sessions.</param>
public sealed class SessionCreation(NpgsqlDataSource dataSource)
{
    private const string Sql = """
        WITH session AS (
          INSERT INTO public.user_sessions (user_id, kind, expires_at, client, address)
          VALUES ($1, $2, clock_timestamp() + $3, left($4, 300), left($5, 64))
          RETURNING id, expires_at
        ), tokens AS (
          INSERT INTO public.session_tokens (token_hash, session_id, kind, expires_at)
          SELECT $6::bytea, id, 'access', least(expires_at, clock_timestamp() + $7) FROM session
          UNION ALL
          SELECT $8::bytea, id, 'refresh', expires_at FROM session WHERE $8 IS NOT NULL
        ), stamped AS (
          UPDATE public.users SET last_login_at = clock_timestamp() WHERE id = $1
        )
        SELECT id FROM session
        """;

    /// <summary>Begins a session.</summary>
    /// <param name="session">Whose and how.</param>
    /// <param name="ct">Cancels; nothing is written then.</param>
    public async Task<SessionTokens> CreateAsync(NewSession session, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        var access = SessionToken.Make();
        var refresh = session.Kind == SessionKind.Bearer ? SessionToken.Make() : null;
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = session.UserId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = session.Kind.Text() });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = session.Lifetime });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Clean(session.Client) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Clean(session.Address) });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = SessionToken.Hash(access) });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = session.AccessLifetime });
        command.Parameters.Add(new NpgsqlParameter { Value = refresh is null ? DBNull.Value : SessionToken.Hash(refresh), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bytea });
        var id = (long)(await command.ExecuteScalarAsync(ct).ConfigureAwait(false))!;
        return new SessionTokens(id, access, refresh);
    }

    private static string Clean(string text) => string.Concat(text.Where(c => !char.IsControl(c)));
}
