using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Accounts;

/// <summary>A session that begins.</summary>
/// <param name="Proof">What the user has shown.</param>
/// <param name="Kind">How its tokens are presented.</param>
/// <param name="Client">What the client calls itself; cut to 300 characters.</param>
public sealed record NewSession(SignInProof Proof, SessionKind Kind, string Client);

/// <summary>The tokens of a session; nobody can read them again.</summary>
/// <param name="SessionId">The session's number.</param>
/// <param name="AccessToken">Is borne by requests.</param>
/// <param name="RefreshToken">Good once, for the next pair; <see langword="null"/> for a cookie.</param>
public sealed record SessionTokens(long SessionId, string AccessToken, string? RefreshToken)
{
    /// <inheritdoc/>
    public override string ToString() => $"the tokens of session {SessionId}";
}

/// <summary>Begins sessions. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write sessions.</param>
public sealed class SessionCreation(NpgsqlDataSource dataSource)
{
    private const string Sql = """
        WITH session AS (
          INSERT INTO public.user_sessions (user_id, kind, expires_at, idle_timeout, client, address)
          VALUES ($1, $2, clock_timestamp() + $3, $4, left($5, 300), left($6, 64))
          RETURNING id, expires_at
        ), tokens AS (
          INSERT INTO public.session_tokens (token_hash, session_id, kind, expires_at)
          SELECT $7::bytea, id, 'access', least(expires_at, clock_timestamp() + $8) FROM session
          UNION ALL
          SELECT $9::bytea, id, 'refresh', expires_at FROM session WHERE $9 IS NOT NULL
        ), stamped AS (
          UPDATE public.users SET last_login_at = clock_timestamp() WHERE id = $1
        )
        SELECT id FROM session
        """;

    /// <summary>Begins a session, if the proof still holds.</summary>
    /// <param name="session">Whose and how.</param>
    /// <param name="actor">The user, and where they are.</param>
    /// <param name="ct">Cancels; nothing is written then.</param>
    /// <returns>The tokens, or <see langword="null"/> when the account is locked, disabled or changed meanwhile, or the code was used before.</returns>
    public async Task<SessionTokens?> CreateAsync(NewSession session, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(actor);
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var connectionDisposal = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var transactionDisposal = transaction.ConfigureAwait(false);
        if (!await ProofAcceptance.TakeAsync(transaction, session.Proof, ct).ConfigureAwait(false)) return null;

        var tokens = await InsertAsync(transaction, session, actor, ct).ConfigureAwait(false);
        var detail = new JsonObject { ["kind"] = session.Kind.Text(), ["session"] = tokens.SessionId };
        if (session.Proof.RecoveryCode is not null) detail["recovery_code"] = true;
        await AuditTrail.WriteAsync(transaction, actor, new AuditEntry("session.sign_in", "user", session.Proof.UserId) { Detail = detail }, ct).ConfigureAwait(false);
        await transaction.CommitAsync(ct).ConfigureAwait(false);
        return tokens;
    }

    private static async Task<SessionTokens> InsertAsync(NpgsqlTransaction transaction, NewSession session, Actor actor, CancellationToken ct)
    {
        var access = SessionToken.Make();
        var refresh = session.Kind == SessionKind.Bearer ? SessionToken.Make() : null;
        using var command = new NpgsqlCommand(Sql, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = session.Proof.UserId },
                new NpgsqlParameter<string> { TypedValue = session.Kind.Text() },
                new NpgsqlParameter<TimeSpan> { TypedValue = SessionLife.Longest },
                new NpgsqlParameter<TimeSpan> { TypedValue = SessionLife.IdleOf(session.Kind) },
                new NpgsqlParameter<string> { TypedValue = Clean(session.Client) },
                new NpgsqlParameter<string> { TypedValue = actor.Address },
                new NpgsqlParameter<byte[]> { TypedValue = SessionToken.Hash(access) },
                new NpgsqlParameter<TimeSpan> { TypedValue = session.Kind == SessionKind.Cookie ? SessionLife.Longest : SessionLife.Access },
                new NpgsqlParameter { Value = refresh is null ? DBNull.Value : SessionToken.Hash(refresh), NpgsqlDbType = NpgsqlDbType.Bytea },
            },
        };
        return new SessionTokens((long)(await command.ExecuteScalarAsync(ct).ConfigureAwait(false))!, access, refresh);
    }

    /// <summary>Without what a terminal would obey, and without halves of characters, which the database cannot hold.</summary>
    private static string Clean(string text) => string.Concat(text.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)));
}
