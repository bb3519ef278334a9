using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Npgsql;

namespace Alforis.Crm.Data.Accounts;

/// <summary>Sets passwords; the sessions of before end with the one of before. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write accounts.</param>
public sealed class PasswordChange(NpgsqlDataSource dataSource)
{
    private const string Sql = "UPDATE public.users SET password_hash = $2 WHERE id = $1";

    /// <summary>Sets one's own password. All other sessions end.</summary>
    /// <param name="proof">That the user knows the password of before.</param>
    /// <param name="hash">The hash of the new one.</param>
    /// <param name="sessionId">The session that goes on.</param>
    /// <param name="actor">The user.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <returns>Whether the proof still held.</returns>
    public async Task<bool> ChangeAsync(SignInProof proof, string hash, long sessionId, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(proof);
        var change = await AccountChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        if (!await ProofAcceptance.TakePasswordAsync(change.Transaction, proof, ct).ConfigureAwait(false)) return false;
        await SetAsync(change, proof.UserId, hash, sessionId, ct).ConfigureAwait(false);
        return true;
    }

    /// <summary>Sets somebody's password. All of their sessions end, and too many wrong ones are forgiven.</summary>
    /// <param name="userId">The user's number.</param>
    /// <param name="hash">The hash of the new one.</param>
    /// <param name="actor">Who sets it.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <returns><see cref="AccountOutcome.Oneself"/> for one's own account: whoever has found a page open is asked for the password.</returns>
    public async Task<AccountOutcome> ResetAsync(long userId, string hash, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.UserId == userId) return AccountOutcome.Oneself;
        var change = await AccountChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        if (await change.FindAsync(userId, ct).ConfigureAwait(false) is not { } before) return AccountOutcome.Unknown;
        if (!await change.HoldsAsync(before.Roles, ct).ConfigureAwait(false)) return AccountOutcome.RoleNotHeld;
        await SignInFailures.ClearAsync(change.Transaction, userId, ct).ConfigureAwait(false);
        await SetAsync(change, userId, hash, null, ct).ConfigureAwait(false);
        return AccountOutcome.Done;
    }

    private static async Task SetAsync(AccountChange change, long userId, string hash, long? keptSession, CancellationToken ct)
    {
        await change.ExecuteAsync(Sql, ct, new NpgsqlParameter<long> { TypedValue = userId }, new NpgsqlParameter<string> { TypedValue = hash }).ConfigureAwait(false);
        var ended = await SessionEnding.EndAllAsync(change.Transaction, userId, SessionEnd.Password, keptSession, ct).ConfigureAwait(false);
        await change.CompleteAsync(new AuditEntry("user.password", "user", userId) { Detail = new JsonObject { ["sessions"] = ended } }, ct).ConfigureAwait(false);
    }
}
