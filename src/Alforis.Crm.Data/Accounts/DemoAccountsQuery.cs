using Npgsql;

namespace Alforis.Crm.Data.Accounts;

/// <summary>Looks for the demo accounts, which everybody knows the passwords of. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read accounts.</param>
public sealed class DemoAccountsQuery(NpgsqlDataSource dataSource)
{
    // The embedded server says of itself which database demo data belong to; a copy of that database elsewhere says nothing.
    private const string Sql = """
        SELECT lower(u.email), u.password_hash
        FROM public.users u
        WHERE lower(u.email) = ANY ($1) AND u.is_active AND u.password_hash IS NOT NULL
          AND current_setting('alforis.demo_database', true) IS DISTINCT FROM current_database()
        ORDER BY u.id
        """;

    /// <summary>The demo accounts that can be signed in to with the password that everybody knows, unless it is the embedded database.</summary>
    /// <param name="verify">Whether a password belongs to a stored hash.</param>
    /// <param name="ct">Cancels the query.</param>
    /// <returns>Their addresses.</returns>
    public async Task<IReadOnlyList<string>> FindAsync(Func<string, string, bool> verify, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(verify);
        var passwords = new Dictionary<string, string>(StringComparer.Ordinal) { [DemoData.AdminEmail] = DemoData.AdminPassword, [DemoData.UserEmail] = DemoData.UserPassword };
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. passwords.Keys] });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var found = new List<string>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            var email = reader.GetString(0);
            if (verify(reader.GetString(1), passwords[email])) found.Add(email);
        }

        return found;
    }
}
