using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Accounts;

/// <summary>Takes a proof in the transaction that acts on it, so that it is good once and only while nothing has changed.</summary>
internal static class ProofAcceptance
{
    private const string TakeSql = "SELECT u.id FROM public.users u WHERE u.id = $1 AND u.is_active AND u.password_hash = $2 FOR NO KEY UPDATE";

    private const string TotpSql = "SELECT t.user_id FROM public.user_totp t WHERE t.user_id = $1 AND t.confirmed_at IS NOT NULL";

    private const string StepSql = "UPDATE public.user_totp SET last_step = $2 WHERE user_id = $1 AND confirmed_at IS NOT NULL AND last_step < $2";

    private const string CodeSql = "UPDATE public.user_recovery_codes SET used_at = clock_timestamp() WHERE user_id = $1 AND code_hash = $2 AND used_at IS NULL";

    private const string RehashSql = "UPDATE public.users SET password_hash = $2 WHERE id = $1";

    /// <summary>Takes the password alone.</summary>
    public static async Task<bool> TakePasswordAsync(NpgsqlTransaction transaction, SignInProof proof, CancellationToken ct)
    {
        using var take = new NpgsqlCommand(TakeSql, transaction.Connection, transaction)
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = proof.UserId }, new NpgsqlParameter<string> { TypedValue = proof.PasswordHash } },
        };
        if (await take.ExecuteScalarAsync(ct).ConfigureAwait(false) is null) return false;
        if (!await SignInFailures.TryClearAsync(transaction, proof.UserId, ct).ConfigureAwait(false)) return false;
        if (proof.NewHash is { } hash) await ExecuteAsync(transaction, RehashSql, proof.UserId, hash, NpgsqlDbType.Text, ct).ConfigureAwait(false);
        return true;
    }

    /// <summary>Takes the password and, where one is asked for, the code.</summary>
    public static async Task<bool> TakeAsync(NpgsqlTransaction transaction, SignInProof proof, CancellationToken ct)
    {
        if (!await TakePasswordAsync(transaction, proof, ct).ConfigureAwait(false)) return false;
        if (proof.TotpStep is { } step) return await ExecuteAsync(transaction, StepSql, proof.UserId, step, NpgsqlDbType.Bigint, ct).ConfigureAwait(false) == 1;
        if (proof.RecoveryCode is { } code) return await ExecuteAsync(transaction, CodeSql, proof.UserId, code, NpgsqlDbType.Bytea, ct).ConfigureAwait(false) == 1;
        using var asked = new NpgsqlCommand(TotpSql, transaction.Connection, transaction) { Parameters = { new NpgsqlParameter<long> { TypedValue = proof.UserId } } };
        return await asked.ExecuteScalarAsync(ct).ConfigureAwait(false) is null;
    }

    private static async Task<int> ExecuteAsync(NpgsqlTransaction transaction, string sql, long userId, object value, NpgsqlDbType type, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(sql, transaction.Connection, transaction)
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = userId }, new NpgsqlParameter { Value = value, NpgsqlDbType = type } },
        };
        return await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }
}
