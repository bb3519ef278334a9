using Npgsql;

namespace Alforis.Crm.Data.Accounts;

/// <summary>Finds an account. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read accounts.</param>
public sealed class UserQuery(NpgsqlDataSource dataSource)
{
    private const string ByIdSql = $"SELECT {UserRow.Columns} FROM public.users u WHERE u.id = $1";

    private const string ByEmailSql = $"SELECT {UserRow.Columns} FROM public.users u WHERE lower(u.email) = lower($1)";

    /// <summary>The account of a number; <see langword="null"/> when there is none.</summary>
    /// <param name="id">The user's number.</param>
    /// <param name="ct">Cancels the query.</param>
    public Task<UserAccount?> FindAsync(long id, CancellationToken ct) => ReadAsync(ByIdSql, new NpgsqlParameter<long> { TypedValue = id }, ct);

    /// <summary>The account of an address, whatever its case; <see langword="null"/> when there is none.</summary>
    /// <param name="email">The address.</param>
    /// <param name="ct">Cancels the query.</param>
    public Task<UserAccount?> FindAsync(string email, CancellationToken ct) => ReadAsync(ByEmailSql, new NpgsqlParameter<string> { TypedValue = email }, ct);

    private async Task<UserAccount?> ReadAsync(string sql, NpgsqlParameter parameter, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(sql);
        command.Parameters.Add(parameter);
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false) ? UserRow.Read(reader) : null;
    }
}
