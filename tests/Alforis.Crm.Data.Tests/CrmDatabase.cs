using Dapper;
using Npgsql;

namespace Alforis.Crm.Data.Tests;

/// <summary>A database of a test's own.</summary>
/// <param name="connectionString">Connects as its owner.</param>
/// <param name="administrator">Connects to it as a superuser.</param>
internal sealed class CrmDatabase(string connectionString, string administrator) : IAsyncDisposable
{
    private readonly List<(NpgsqlDataSource DataSource, string Role)> others = [];

    /// <summary>Connects as the owner.</summary>
    public NpgsqlDataSource DataSource { get; } = NpgsqlDataSource.Create(connectionString);

    /// <summary>Runs statements as the owner.</summary>
    public async Task ExecuteAsync(string sql, object? arguments = null)
    {
        await using var connection = await DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(sql, arguments);
    }

    /// <summary>Reads one value as the owner.</summary>
    public async Task<T> ScalarAsync<T>(string sql, object? arguments = null)
    {
        await using var connection = await DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        return (await connection.ExecuteScalarAsync<T>(sql, arguments))!;
    }

    /// <summary>Reads rows as the owner.</summary>
    public async Task<List<T>> QueryAsync<T>(string sql, object? arguments = null)
    {
        await using var connection = await DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        return (await connection.QueryAsync<T>(sql, arguments)).AsList();
    }

    /// <summary>Makes another role that may sign in, and connects as it.</summary>
    /// <param name="grants">Statements run by the owner, with {role} for the role's name.</param>
    public async Task<NpgsqlDataSource> CreateRoleAsync(string grants)
    {
        var role = "other_" + Guid.NewGuid().ToString("N");
        await Databases.ExecuteAsync(administrator, $"CREATE ROLE {role} LOGIN PASSWORD '{role}'");
        await ExecuteAsync(grants.Replace("{role}", role, StringComparison.Ordinal));
        var dataSource = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Username = role, Password = role }.ConnectionString);
        others.Add((dataSource, role));
        return dataSource;
    }

    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        foreach (var (dataSource, role) in others)
        {
            await dataSource.DisposeAsync();
            await Databases.ExecuteAsync(administrator, $"DROP OWNED BY {role}; DROP ROLE {role}");
        }

        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await Databases.ExecuteAsync(
            new NpgsqlConnectionStringBuilder(administrator) { Database = "postgres" }.ConnectionString,
            $"DROP DATABASE {name} WITH (FORCE)");
    }
}
