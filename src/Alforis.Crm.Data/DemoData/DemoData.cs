using Dapper;
using Npgsql;

// Not Alforis.Crm.Data.DemoData: a class may not be called like its namespace.
namespace Alforis.Crm.Data;

/// <summary>A small French book of business to look around in; for the embedded database only.</summary>
public static class DemoData
{
    private const string AccountsFile = "demo/0001_accounts.sql";
    private static readonly string[] BusinessFiles = ["demo/0002_organisations.sql", "demo/0003_deals.sql"];

    /// <summary>The e-mail address of the demo administrator.</summary>
    public const string AdminEmail = "admin@alforis.com";

    /// <summary>The password of the demo administrator.</summary>
    public const string AdminPassword = "admin123";

    /// <summary>The e-mail address of the demo salesperson.</summary>
    public const string UserEmail = "user@alforis.com";

    /// <summary>The password of the demo salesperson.</summary>
    public const string UserPassword = "user123";

    /// <summary>Fills a database that has neither users nor organisations; touches no other.</summary>
    /// <remarks>
    /// One transaction, with capture switched off, so that the demo data fires no workflow. Several hosts may call it at
    /// once: one fills, the others find it done.
    /// </remarks>
    /// <param name="dataSource">Connects as the owner of the tables: nobody else may switch capture off.</param>
    /// <param name="hashPassword">Makes the stored hash of a password.</param>
    /// <param name="ct">Rolls everything back.</param>
    /// <returns>Whether this call filled the database.</returns>
    public static async Task<bool> SeedAsync(NpgsqlDataSource dataSource, Func<string, string> hashPassword, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        ArgumentNullException.ThrowIfNull(hashPassword);

        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var __ = transaction.ConfigureAwait(false);

        await connection.ExecuteAsync(new CommandDefinition(
            "SET LOCAL alforis.capture = 'off'; LOCK TABLE public.users IN SHARE ROW EXCLUSIVE MODE", cancellationToken: ct)).ConfigureAwait(false);
        if (!await IsEmptyAsync(connection, ct).ConfigureAwait(false))
            return false;

        await connection.ExecuteAsync(new CommandDefinition(
            EmbeddedSql.Read(AccountsFile),
            new { adminHash = hashPassword(AdminPassword), userHash = hashPassword(UserPassword) },
            cancellationToken: ct)).ConfigureAwait(false);
        foreach (var file in BusinessFiles)
            await connection.ExecuteAsync(new CommandDefinition(EmbeddedSql.Read(file), cancellationToken: ct)).ConfigureAwait(false);
        await transaction.CommitAsync(ct).ConfigureAwait(false);
        return true;
    }

    /// <summary>Whether the database has neither users nor organisations, so that <see cref="SeedAsync"/> would fill it.</summary>
    /// <param name="dataSource">Connects as a role that may read both.</param>
    /// <param name="ct">Stops the query.</param>
    public static async Task<bool> IsWantedAsync(NpgsqlDataSource dataSource, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        return await IsEmptyAsync(connection, ct).ConfigureAwait(false);
    }

    private static Task<bool> IsEmptyAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT NOT EXISTS (SELECT FROM public.users) AND NOT EXISTS (SELECT FROM public.organisations)", cancellationToken: ct));
}
