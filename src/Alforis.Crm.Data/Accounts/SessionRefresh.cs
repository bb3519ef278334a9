using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Npgsql;

namespace Alforis.Crm.Data.Accounts;

/// <summary>
/// Exchanges a refresh token for the next pair. Each is good once: one that comes a second time is in two hands, and nobody knows which is the
/// right one, so that the whole session ends. Thread-safe.
/// </summary>
/// <param name="dataSource">Connects as a role that may write sessions.</param>
public sealed class SessionRefresh(NpgsqlDataSource dataSource)
{
    private const string FindSql = $"""
        SELECT s.id, s.user_id, u.email, t.used_at IS NOT NULL, {SessionLife.IsAlive} AND t.expires_at > clock_timestamp() AND u.is_active
        FROM public.session_tokens t
        JOIN public.user_sessions s ON s.id = t.session_id
        JOIN public.users u ON u.id = s.user_id
        WHERE t.token_hash = $1 AND t.kind = 'refresh'
        FOR UPDATE OF t, s
        """;

    private const string RotateSql = """
        WITH used AS (
          UPDATE public.session_tokens SET used_at = clock_timestamp() WHERE token_hash = $2
        ), aged AS (
          UPDATE public.session_tokens SET expires_at = clock_timestamp() + $5
          WHERE session_id = $1 AND kind = 'access' AND expires_at > clock_timestamp() + $5
        ), gone AS (
          DELETE FROM public.session_tokens WHERE session_id = $1 AND kind = 'access' AND expires_at < clock_timestamp()
        ), seen AS (
          UPDATE public.user_sessions SET last_seen_at = clock_timestamp() WHERE id = $1
        )
        INSERT INTO public.session_tokens (token_hash, session_id, kind, expires_at)
        SELECT n.hash, s.id, n.kind, least(s.expires_at, clock_timestamp() + n.life)
        FROM public.user_sessions s
        CROSS JOIN (VALUES ($3::bytea, 'access', $6::interval), ($4::bytea, 'refresh', interval '100 years')) AS n (hash, kind, life)
        WHERE s.id = $1
        """;

    /// <summary>Exchanges a token.</summary>
    /// <param name="token">The refresh token.</param>
    /// <param name="caller">Where the request is from; the user is added.</param>
    /// <param name="ct">Cancels; the token stays good then.</param>
    /// <returns>The next pair, or <see langword="null"/> when the token is unknown, used or expired, or its session has ended.</returns>
    public async Task<SessionTokens?> RefreshAsync(string token, Actor caller, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(caller);
        if (token.Length > SessionToken.MaxLength) return null;
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var connectionDisposal = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var transactionDisposal = transaction.ConfigureAwait(false);
        var hash = SessionToken.Hash(token);
        if (await FindAsync(transaction, hash, ct).ConfigureAwait(false) is not { } found) return null;
        if (found.IsUsed)
        {
            await EndAsync(transaction, found, caller, ct).ConfigureAwait(false);
            return null;
        }

        if (!found.IsAlive) return null;
        var next = new SessionTokens(found.SessionId, SessionToken.Make(), SessionToken.Make());
        await RotateAsync(transaction, hash, next, ct).ConfigureAwait(false);
        await transaction.CommitAsync(ct).ConfigureAwait(false);
        return next;
    }

    private static async Task EndAsync(NpgsqlTransaction transaction, Found found, Actor caller, CancellationToken ct)
    {
        if (await SessionEnding.EndOneAsync(transaction, found.UserId, found.SessionId, SessionEnd.Reuse, ct).ConfigureAwait(false) == 0) return;
        var entry = new AuditEntry("session.reuse", "user", found.UserId) { Detail = new JsonObject { ["session"] = found.SessionId } };
        await AuditTrail.WriteAsync(transaction, caller with { UserId = found.UserId, Name = found.Email }, entry, ct).ConfigureAwait(false);
        await transaction.CommitAsync(ct).ConfigureAwait(false);
    }

    private static async Task<Found?> FindAsync(NpgsqlTransaction transaction, byte[] hash, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(FindSql, transaction.Connection, transaction) { Parameters = { new NpgsqlParameter<byte[]> { TypedValue = hash } } };
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false)
            ? new Found(reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetBoolean(3), reader.GetBoolean(4))
            : null;
    }

    private static async Task RotateAsync(NpgsqlTransaction transaction, byte[] used, SessionTokens next, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(RotateSql, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = next.SessionId },
                new NpgsqlParameter<byte[]> { TypedValue = used },
                new NpgsqlParameter<byte[]> { TypedValue = SessionToken.Hash(next.AccessToken) },
                new NpgsqlParameter<byte[]> { TypedValue = SessionToken.Hash(next.RefreshToken!) },
                new NpgsqlParameter<TimeSpan> { TypedValue = SessionLife.OldAccess },
                new NpgsqlParameter<TimeSpan> { TypedValue = SessionLife.Access },
            },
        };
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }

    private sealed record Found(long SessionId, long UserId, string Email, bool IsUsed, bool IsAlive);
}
