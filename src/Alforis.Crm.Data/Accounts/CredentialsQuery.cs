using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Accounts;

/// <summary>What a password is checked against.</summary>
/// <param name="UserId">The user's number.</param>
/// <param name="Email">The address as it is stored.</param>
/// <param name="PasswordHash">The hash; <see langword="null"/> when the account cannot sign in with a password.</param>
/// <param name="IsActive">Whether the account may sign in at all.</param>
/// <param name="SealedTotpSecret">The encrypted secret of one-time codes; <see langword="null"/> when none is asked for.</param>
/// <param name="IsLocked">Whether too many wrong ones lock the account at the moment.</param>
public sealed record Credentials(long UserId, string Email, string? PasswordHash, bool IsActive, string? SealedTotpSecret, bool IsLocked)
{
    /// <inheritdoc/>
    public override string ToString() => $"the credentials of user {UserId}";
}

/// <summary>Finds an account by what its owner signs in with. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read accounts.</param>
public sealed class CredentialsQuery(NpgsqlDataSource dataSource)
{
    private const string Columns = """
        SELECT u.id, u.email, u.password_hash, u.is_active, t.sealed_secret,
          EXISTS (SELECT FROM public.sign_in_failures f WHERE f.user_id = u.id AND f.locked_until > clock_timestamp())
        FROM public.users u
        LEFT JOIN public.user_totp t ON t.user_id = u.id AND t.confirmed_at IS NOT NULL
        """;

    /// <summary>The account of an address, whatever its case; <see langword="null"/> when there is none.</summary>
    /// <param name="email">The address.</param>
    /// <param name="ct">Cancels the query.</param>
    public Task<Credentials?> FindAsync(string email, CancellationToken ct) =>
        ReadAsync($"{Columns} WHERE lower(u.email) = lower($1)", new NpgsqlParameter<string> { TypedValue = email }, ct);

    /// <summary>The account of a number; <see langword="null"/> when there is none.</summary>
    /// <param name="userId">The user's number.</param>
    /// <param name="ct">Cancels the query.</param>
    public Task<Credentials?> FindAsync(long userId, CancellationToken ct) =>
        ReadAsync($"{Columns} WHERE u.id = $1", new NpgsqlParameter<long> { TypedValue = userId }, ct);

    private async Task<Credentials?> ReadAsync(string sql, NpgsqlParameter parameter, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(sql);
        command.Parameters.Add(parameter);
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false)
            ? new Credentials(reader.GetInt64(0), reader.GetString(1), reader.Text(2), reader.GetBoolean(3), reader.Text(4), reader.GetBoolean(5))
            : null;
    }
}
