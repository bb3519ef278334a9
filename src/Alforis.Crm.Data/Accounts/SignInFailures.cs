using Alforis.Crm.Data.Audit;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Accounts;

/// <summary>
/// Counts wrong passwords and codes, and locks an account after too many in a row. A right one counts only while the account is not locked
/// when it is recorded: guesses that are made at the same time win nothing. Thread-safe.
/// </summary>
/// <param name="dataSource">Connects as a role that may write accounts.</param>
public sealed class SignInFailures(NpgsqlDataSource dataSource)
{
    /// <summary>So many wrong ones in a row lock an account.</summary>
    public const int Most = 10;

    /// <summary>For how long.</summary>
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    // What is recorded of one account is recorded one after the other. For an address that nobody has, the same is done to no row.
    private const string TakeSql = "SELECT u.id FROM public.users u WHERE u.id = $1 FOR NO KEY UPDATE";

    private const string CountSql = """
        INSERT INTO public.sign_in_failures AS f (user_id, failures)
        SELECT u.id, 1 FROM public.users u WHERE u.id = $1
        ON CONFLICT (user_id) DO UPDATE SET
          failures = CASE WHEN f.locked_until IS NULL THEN f.failures + 1 ELSE 1 END,
          locked_until = CASE WHEN f.locked_until IS NULL AND f.failures + 1 >= $2 THEN clock_timestamp() + $3 END
        WHERE f.locked_until IS NULL OR f.locked_until <= clock_timestamp()
        """;

    private const string LockedSql = "SELECT EXISTS (SELECT FROM public.sign_in_failures f WHERE f.user_id = $1 AND f.locked_until > clock_timestamp())";

    private const string ClearSql = "DELETE FROM public.sign_in_failures f WHERE f.user_id = $1";

    /// <summary>Records that somebody was refused.</summary>
    /// <param name="userId">Whose account they wanted; <see langword="null"/> when there is no such account.</param>
    /// <param name="actor">Who it was, as far as is known.</param>
    /// <param name="entry">What the audit trail says of it; <see langword="null"/> for nothing.</param>
    /// <param name="ct">Cancels; nothing is recorded then. Not what the refused one can cancel.</param>
    public async Task RecordAsync(long? userId, Actor actor, AuditEntry? entry, CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var connectionDisposal = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var transactionDisposal = transaction.ConfigureAwait(false);
        var taking = new NpgsqlBatchCommand(TakeSql) { Parameters = { Id(userId) } };
        var counting = new NpgsqlBatchCommand(CountSql)
        {
            Parameters = { Id(userId), new NpgsqlParameter<int> { TypedValue = Most }, new NpgsqlParameter<TimeSpan> { TypedValue = LockedFor } },
        };
        using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { taking, counting } };
        await batch.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        if (entry is not null) await AuditTrail.WriteAsync(transaction, actor, entry, ct).ConfigureAwait(false);
        await transaction.CommitAsync(ct).ConfigureAwait(false);
    }

    /// <summary>Whether an account is locked now.</summary>
    /// <param name="userId">The user's number.</param>
    /// <param name="ct">Cancels the query.</param>
    public async Task<bool> IsLockedAsync(long userId, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(LockedSql);
        command.Parameters.Add(Id(userId));
        return (bool)(await command.ExecuteScalarAsync(ct).ConfigureAwait(false))!;
    }

    /// <summary>Begins the count of an account anew, unless it is locked. The account's row is locked in the transaction.</summary>
    internal static async Task<bool> TryClearAsync(NpgsqlTransaction transaction, long userId, CancellationToken ct)
    {
        using var locked = new NpgsqlCommand(LockedSql, transaction.Connection, transaction) { Parameters = { Id(userId) } };
        if ((bool)(await locked.ExecuteScalarAsync(ct).ConfigureAwait(false))!) return false;
        await ClearAsync(transaction, userId, ct).ConfigureAwait(false);
        return true;
    }

    /// <summary>Begins the count of an account anew, also when it is locked: somebody has set its password.</summary>
    internal static async Task ClearAsync(NpgsqlTransaction transaction, long userId, CancellationToken ct)
    {
        using var clear = new NpgsqlCommand(ClearSql, transaction.Connection, transaction) { Parameters = { Id(userId) } };
        await clear.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }

    private static NpgsqlParameter Id(long? userId) => new() { Value = (object?)userId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint };
}
