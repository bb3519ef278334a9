using System.Collections.Frozen;
using Npgsql;

namespace Alforis.Crm.Data.Accounts;

/// <summary>Finds who bears a token: asked of the database by every request, so that what is revoked ends at once. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read accounts and write sessions.</param>
public sealed class SessionQuery(NpgsqlDataSource dataSource)
{
    private const string Sql = $"""
        SELECT u.id, s.id, u.email, btrim(u.first_name || ' ' || u.last_name), u.language, u.time_zone,
          ARRAY(SELECT r.name FROM public.user_roles ur JOIN public.roles r ON r.id = ur.role_id WHERE ur.user_id = u.id ORDER BY r.name),
          ARRAY(SELECT DISTINCT p.resource || ':' || p.action
                FROM public.user_roles ur
                JOIN public.role_permissions rp ON rp.role_id = ur.role_id
                JOIN public.permissions p ON p.id = rp.permission_id
                WHERE ur.user_id = u.id),
          s.last_seen_at < clock_timestamp() - interval '1 minute'
        FROM public.session_tokens t
        JOIN public.user_sessions s ON s.id = t.session_id
        JOIN public.users u ON u.id = s.user_id
        WHERE t.token_hash = $1 AND t.kind = 'access' AND t.expires_at > clock_timestamp() AND s.kind = $2 AND {SessionLife.IsAlive} AND u.is_active
        """;

    // Of requests at the same time one writes.
    private const string SeenSql = """
        UPDATE public.user_sessions SET last_seen_at = clock_timestamp() WHERE id = $1 AND last_seen_at < clock_timestamp() - interval '1 minute'
        """;

    /// <summary>The bearer of a token. At most once a minute it is written down that the session was used.</summary>
    /// <param name="token">The token as it was presented.</param>
    /// <param name="kind">How it was presented; a token of another kind is none.</param>
    /// <param name="ct">Cancels the query.</param>
    /// <returns>The user, or <see langword="null"/> when the token is unknown, expired or revoked, or the account is disabled.</returns>
    public async Task<SignedInUser?> FindAsync(string token, SessionKind kind, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (token.Length > SessionToken.MaxLength) return null;
        var (user, isStale) = await ReadAsync(token, kind, ct).ConfigureAwait(false);
        if (user is null || !isStale) return user;
        using var seen = dataSource.CreateCommand(SeenSql);
        seen.Parameters.Add(new NpgsqlParameter<long> { TypedValue = user.SessionId });
        await seen.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        return user;
    }

    private async Task<(SignedInUser? User, bool IsStale)> ReadAsync(string token, SessionKind kind, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = SessionToken.Hash(token) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind.Text() });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        if (!await reader.ReadAsync(ct).ConfigureAwait(false)) return default;
        var user = new SignedInUser
        {
            Id = reader.GetInt64(0),
            SessionId = reader.GetInt64(1),
            Kind = kind,
            Email = reader.GetString(2),
            Name = reader.GetString(3),
            Language = reader.GetString(4),
            TimeZone = reader.GetString(5),
            Roles = reader.GetFieldValue<string[]>(6),
            Permissions = reader.GetFieldValue<string[]>(7).ToFrozenSet(StringComparer.Ordinal),
        };
        return (user, reader.GetBoolean(8));
    }
}
