using Alforis.Crm.Data.Audit;
using Npgsql;

namespace Alforis.Crm.Data.Accounts;

/// <summary>Keeps what one-time codes are checked against. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write accounts.</param>
public sealed class TotpStore(NpgsqlDataSource dataSource)
{
    private const string SetUpSql = """
        INSERT INTO public.user_totp AS t (user_id, sealed_secret) VALUES ($1, $2)
        ON CONFLICT (user_id) DO UPDATE SET sealed_secret = $2, created_at = now(), last_step = 0 WHERE t.confirmed_at IS NULL
        """;

    private const string PendingSql = "SELECT t.sealed_secret FROM public.user_totp t WHERE t.user_id = $1 AND t.confirmed_at IS NULL";

    private const string ConfirmSql = """
        WITH confirmed AS (
          UPDATE public.user_totp SET confirmed_at = clock_timestamp(), last_step = $3 WHERE user_id = $1 AND confirmed_at IS NULL AND sealed_secret = $2
          RETURNING user_id
        ), codes AS (
          INSERT INTO public.user_recovery_codes (user_id, code_hash) SELECT c.user_id, h FROM confirmed c, unnest($4::bytea[]) AS h
        )
        SELECT count(*) FROM confirmed
        """;

    private const string RemoveSql = "DELETE FROM public.user_totp WHERE user_id = $1 RETURNING confirmed_at IS NOT NULL";

    /// <summary>Keeps a secret that is not asked for yet.</summary>
    /// <param name="userId">The user's number.</param>
    /// <param name="sealedSecret">The encrypted secret.</param>
    /// <param name="ct">Cancels; nothing is kept then.</param>
    /// <returns>Whether it is kept: no, when another one is in use.</returns>
    public async Task<bool> SetUpAsync(long userId, string sealedSecret, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(SetUpSql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = userId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = sealedSecret });
        return await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false) == 1;
    }

    /// <summary>The encrypted secret that waits to be confirmed; <see langword="null"/> for none.</summary>
    /// <param name="userId">The user's number.</param>
    /// <param name="ct">Cancels the query.</param>
    public async Task<string?> FindPendingAsync(long userId, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(PendingSql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = userId });
        return (string?)await command.ExecuteScalarAsync(ct).ConfigureAwait(false);
    }

    /// <summary>Asks for codes from now on.</summary>
    /// <param name="userId">The user's number.</param>
    /// <param name="sealedSecret">The secret that a code was shown of.</param>
    /// <param name="step">The period of that code, which is used up.</param>
    /// <param name="recoveryCodes">The hashes of the codes for a lost device.</param>
    /// <param name="actor">The user.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <returns>Whether that secret still waited.</returns>
    public async Task<bool> ConfirmAsync(long userId, string sealedSecret, long step, IReadOnlyList<byte[]> recoveryCodes, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(recoveryCodes);
        var change = await AccountChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        using var command = change.Command(
            ConfirmSql, new NpgsqlParameter<long> { TypedValue = userId }, new NpgsqlParameter<string> { TypedValue = sealedSecret },
            new NpgsqlParameter<long> { TypedValue = step }, new NpgsqlParameter<byte[][]> { TypedValue = [.. recoveryCodes] });
        if (await command.ExecuteScalarAsync(ct).ConfigureAwait(false) is not 1L) return false;
        await change.CompleteAsync(new AuditEntry("user.totp_enable", "user", userId), ct).ConfigureAwait(false);
        return true;
    }

    /// <summary>Asks for no more codes of one's own.</summary>
    /// <param name="proof">That the user knows the password.</param>
    /// <param name="actor">The user.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <returns>Whether the proof still held.</returns>
    public async Task<bool> DisableAsync(SignInProof proof, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(proof);
        var change = await AccountChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        if (!await ProofAcceptance.TakePasswordAsync(change.Transaction, proof, ct).ConfigureAwait(false)) return false;
        await RemoveAsync(change, proof.UserId, ct).ConfigureAwait(false);
        return true;
    }

    /// <summary>Asks somebody for no more codes, because their device is lost.</summary>
    /// <param name="userId">The user's number.</param>
    /// <param name="actor">Who decides.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <returns><see cref="AccountOutcome.Oneself"/> for one's own account: whoever has found a page open is asked for the password.</returns>
    public async Task<AccountOutcome> ResetAsync(long userId, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.UserId == userId) return AccountOutcome.Oneself;
        var change = await AccountChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        if (await change.FindAsync(userId, ct).ConfigureAwait(false) is not { } before) return AccountOutcome.Unknown;
        if (!await change.HoldsAsync(before.Roles, ct).ConfigureAwait(false)) return AccountOutcome.RoleNotHeld;
        await RemoveAsync(change, userId, ct).ConfigureAwait(false);
        return AccountOutcome.Done;
    }

    private static async Task RemoveAsync(AccountChange change, long userId, CancellationToken ct)
    {
        using var command = change.Command(RemoveSql, new NpgsqlParameter<long> { TypedValue = userId });
        // What was never asked for cannot be ended: the trail says what happened.
        if (await command.ExecuteScalarAsync(ct).ConfigureAwait(false) is not true) return;
        await change.CompleteAsync(new AuditEntry("user.totp_disable", "user", userId), ct).ConfigureAwait(false);
    }
}
