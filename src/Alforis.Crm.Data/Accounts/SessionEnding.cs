using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Accounts;

/// <summary>Ends sessions: their tokens are good for nothing from then on. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write sessions.</param>
public sealed class SessionEnding(NpgsqlDataSource dataSource)
{
    private const string Sql = $"""
        UPDATE public.user_sessions s SET ended_at = clock_timestamp(), ended_reason = $2
        WHERE s.user_id = $1 AND ($3::bigint IS NULL OR s.id = $3) AND s.id IS DISTINCT FROM $4 AND {SessionLife.IsAlive}
        """;

    /// <summary>Ends one session of a user.</summary>
    /// <param name="userId">Whose it is.</param>
    /// <param name="sessionId">Its number.</param>
    /// <param name="reason">Why.</param>
    /// <param name="actor">Who ends it.</param>
    /// <param name="ct">Cancels; nothing is ended then.</param>
    /// <returns>Whether there was such a session, and it lived.</returns>
    public async Task<bool> EndAsync(long userId, long sessionId, SessionEnd reason, Actor actor, CancellationToken ct) =>
        await EndAndTellAsync(userId, sessionId, reason, actor, ct).ConfigureAwait(false) > 0;

    /// <summary>Ends all sessions of a user.</summary>
    /// <param name="userId">Whose they are.</param>
    /// <param name="reason">Why.</param>
    /// <param name="actor">Who ends them.</param>
    /// <param name="ct">Cancels; nothing is ended then.</param>
    /// <returns>How many lived.</returns>
    public Task<int> EndAllAsync(long userId, SessionEnd reason, Actor actor, CancellationToken ct) => EndAndTellAsync(userId, null, reason, actor, ct);

    /// <summary>Ends one session of somebody else, or all of them: whoever changes no account of theirs ends no session of theirs.</summary>
    /// <param name="userId">Whose they are.</param>
    /// <param name="sessionId">The one that ends; <see langword="null"/> for all.</param>
    /// <param name="actor">Who ends them.</param>
    /// <param name="ct">Cancels; nothing is ended then.</param>
    /// <returns>What became of it, and how many lived.</returns>
    public async Task<(AccountOutcome Outcome, int Ended)> RevokeAsync(long userId, long? sessionId, Actor actor, CancellationToken ct)
    {
        var change = await AccountChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        if (await change.FindAsync(userId, ct).ConfigureAwait(false) is not { } user) return (AccountOutcome.Unknown, 0);
        if (!await change.HoldsAsync(user.Roles, ct).ConfigureAwait(false)) return (AccountOutcome.RoleNotHeld, 0);
        var ended = await EndAsync(change.Transaction, userId, sessionId, SessionEnd.Revoked, null, ct).ConfigureAwait(false);
        if (ended > 0) await change.CompleteAsync(Entry(userId, sessionId, SessionEnd.Revoked, ended), ct).ConfigureAwait(false);
        return (AccountOutcome.Done, ended);
    }

    /// <summary>Ends all sessions of a user but one, in the transaction of what makes it necessary.</summary>
    internal static Task<int> EndAllAsync(NpgsqlTransaction transaction, long userId, SessionEnd reason, long? but, CancellationToken ct) =>
        EndAsync(transaction, userId, null, reason, but, ct);

    /// <summary>Ends one session in a transaction.</summary>
    internal static Task<int> EndOneAsync(NpgsqlTransaction transaction, long userId, long sessionId, SessionEnd reason, CancellationToken ct) =>
        EndAsync(transaction, userId, sessionId, reason, null, ct);

    private static async Task<int> EndAsync(NpgsqlTransaction transaction, long userId, long? sessionId, SessionEnd reason, long? but, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(Sql, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = userId },
                new NpgsqlParameter<string> { TypedValue = reason.Text() },
                new NpgsqlParameter { Value = (object?)sessionId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
                new NpgsqlParameter { Value = (object?)but ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
            },
        };
        return await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }

    private async Task<int> EndAndTellAsync(long userId, long? sessionId, SessionEnd reason, Actor actor, CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var connectionDisposal = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var transactionDisposal = transaction.ConfigureAwait(false);
        var ended = await EndAsync(transaction, userId, sessionId, reason, null, ct).ConfigureAwait(false);
        if (ended == 0) return 0;
        await AuditTrail.WriteAsync(transaction, actor, Entry(userId, sessionId, reason, ended), ct).ConfigureAwait(false);
        await transaction.CommitAsync(ct).ConfigureAwait(false);
        return ended;
    }

    private static AuditEntry Entry(long userId, long? sessionId, SessionEnd reason, int ended)
    {
        var detail = new JsonObject { ["sessions"] = ended };
        if (sessionId is { } id) detail["session"] = id;
        return new AuditEntry(reason == SessionEnd.SignOut ? "session.sign_out" : "session.end", "user", userId) { Detail = detail };
    }
}
