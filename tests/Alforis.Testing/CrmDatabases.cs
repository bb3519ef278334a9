using Alforis.Crm.Data;
using Alforis.Crm.Data.Migrations;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Alforis.Testing;

/// <summary>The CRM's databases that tests copy.</summary>
public static class CrmDatabases
{
    /// <summary>The schema of this version, with no rows but those that the migrations bring.</summary>
    public static DatabaseTemplate Migrated { get; } = new("migrated", MigrateAsync);

    /// <summary>
    /// <see cref="Migrated"/> with the demo data. Nobody can sign in: the stored hashes are no hashes, because hashing is the
    /// host's business. See <see cref="WithAccounts"/>.
    /// </summary>
    public static DatabaseTemplate WithDemoData { get; } = WithAccounts("demo", _ => "no hash");

    /// <summary>A template like <see cref="WithDemoData"/> whose demo accounts can sign in. Keep it in a static field.</summary>
    /// <param name="name">The template's name, unique in the process.</param>
    /// <param name="hashPassword">Makes the stored hash of a password, as the host does.</param>
    public static DatabaseTemplate WithAccounts(string name, Func<string, string> hashPassword) =>
        new(name, async (connectionString, cancellationToken) =>
        {
            await using var dataSource = NpgsqlDataSource.Create(connectionString);
            await MigrateAsync(dataSource, cancellationToken);
            await DemoData.SeedAsync(dataSource, hashPassword, cancellationToken);
        });

    private static async Task MigrateAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var dataSource = NpgsqlDataSource.Create(connectionString);
        await MigrateAsync(dataSource, cancellationToken);
    }

    private static Task<MigrationReport> MigrateAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken) =>
        new Migrator(dataSource, TimeProvider.System, NullLogger.Instance).MigrateAsync(cancellationToken);
}
