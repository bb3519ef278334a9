using Alforis.Crm.Data.Migrations;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Alforis.Crm.Data.Tests;

/// <summary>Fresh databases for tests, on the server that ALFORIS_TEST_PG names (a superuser's connection string).</summary>
internal static class Databases
{
    private const string Owner = "alforis_test_owner";
    private const string OwnerPassword = "alforis_test_owner";
    private static readonly string Run = Guid.NewGuid().ToString("N")[..8];
    private static readonly Lazy<Task> Template = new(PrepareTemplateAsync);
    private static int count;

    private static string Administrator => Environment.GetEnvironmentVariable("ALFORIS_TEST_PG")
        ?? throw new InvalidOperationException("Set ALFORIS_TEST_PG to the connection string of a superuser of a PostgreSQL server for tests.");

    private static string TemplateName => $"schema_template_{Run}";

    /// <summary>A database with the schema of this version, owned by a role that is no superuser.</summary>
    public static async Task<CrmDatabase> CreateAsync()
    {
        await Template.Value;
        return await CreateAsync($"TEMPLATE {TemplateName}");
    }

    /// <summary>A database with nothing in it, owned by a role that is no superuser.</summary>
    public static async Task<CrmDatabase> CreateEmptyAsync()
    {
        await Template.Value;
        return await CreateAsync("TEMPLATE template0");
    }

    private static async Task<CrmDatabase> CreateAsync(string options)
    {
        var name = $"schema_{Run}_{Interlocked.Increment(ref count)}";
        await ExecuteAsync(Administrator, $"CREATE DATABASE {name} OWNER {Owner} ENCODING 'UTF8' {options}");
        return new CrmDatabase(As(name, Owner, OwnerPassword), As(name, null, null));
    }

    private static async Task PrepareTemplateAsync()
    {
        await using (var connection = new NpgsqlConnection(Administrator))
        {
            await connection.ExecuteAsync(
                $"""
                SELECT pg_advisory_lock(4711);
                DO $$ BEGIN
                  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{Owner}') THEN
                    CREATE ROLE {Owner} LOGIN PASSWORD '{OwnerPassword}';
                  END IF;
                END $$;
                SELECT pg_advisory_unlock(4711);
                """);
        }

        await ExecuteAsync(Administrator, $"CREATE DATABASE {TemplateName} OWNER {Owner} ENCODING 'UTF8' TEMPLATE template0");
        await using var dataSource = NpgsqlDataSource.Create(As(TemplateName, Owner, OwnerPassword) + ";Pooling=false");
        await new Migrator(dataSource, TimeProvider.System, NullLogger.Instance).MigrateAsync(CancellationToken.None);
    }

    private static string As(string database, string? user, string? password)
    {
        var builder = new NpgsqlConnectionStringBuilder(Administrator) { Database = database };
        if (user is not null)
        {
            builder.Username = user;
            builder.Password = password;
        }

        return builder.ConnectionString;
    }

    internal static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.ExecuteAsync(sql);
    }
}
