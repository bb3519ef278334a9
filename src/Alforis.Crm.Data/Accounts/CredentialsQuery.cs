using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Accounts;

/// <summary>What a password is checked against.</summary>
/// <param name="UserId">The user's number.</param>
/// <param name="PasswordHash">The hash; <see langword="null"/> when the account cannot sign in with a password.</param>
/// <param name="IsActive">Whether the account may sign in at all.</param>
public sealed record Credentials(long UserId, string? PasswordHash, bool IsActive);

/// <summary>Finds an account by what its owner signs in with. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read accounts.</param>
public sealed class CredentialsQuery(NpgsqlDataSource dataSource)
{
    private const string Sql = "SELECT id, password_hash, is_active FROM public.users WHERE lower(email) = lower($1)";

    /// <summary>The account of an address, whatever its case; <see langword="null"/> when there is none.</summary>
    /// <param name="email">The address.</param>
    /// <param name="ct">Cancels the query.</param>
    public async Task<Credentials?> FindAsync(string email, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = email });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false) ? new Credentials(reader.GetInt64(0), reader.Text(1), reader.GetBoolean(2)) : null;
    }
}
