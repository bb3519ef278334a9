using Alforis.Crm.Data.Sql;
using Alforis.Testing;
using Dapper;
using Npgsql;

namespace Alforis.Crm.Data.Tests;

/// <summary>A database of a test's own.</summary>
internal sealed class CrmDatabase(TestDatabase database) : IAsyncDisposable
{
    private readonly List<(NpgsqlDataSource DataSource, string Role)> others = [];
    private readonly List<NpgsqlDataSource> named = [];

    /// <summary>Connects as the owner.</summary>
    public NpgsqlDataSource DataSource => database.DataSource;

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

    /// <summary>Makes what comes next use new sessions, which know the database's changed settings.</summary>
    public void ForgetConnections() => DataSource.Clear();

    /// <summary>Connects as the owner, in sessions that bear a name and wait for as long as it takes.</summary>
    public NpgsqlDataSource Connect(string applicationName)
    {
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString) { ApplicationName = applicationName, CommandTimeout = 600 };
        var dataSource = CrmDataSource.Builder(settings.ConnectionString).Build();
        named.Add(dataSource);
        return dataSource;
    }

    /// <summary>Makes another role that may sign in, and connects as it.</summary>
    /// <param name="grants">Statements run by the owner, with {role} for the role's name.</param>
    /// <param name="memberOfOwner">Whether it may act as the owner.</param>
    public async Task<NpgsqlDataSource> CreateRoleAsync(string grants, bool memberOfOwner = false)
    {
        var role = "other_" + Guid.NewGuid().ToString("N");
        await AdministerAsync($"CREATE ROLE {role} LOGIN PASSWORD '{role}'");
        if (memberOfOwner) await AdministerAsync($"GRANT {await ScalarAsync<string>("SELECT quote_ident(session_user)")} TO {role}");
        await ExecuteAsync(grants.Replace("{role}", role, StringComparison.Ordinal));
        var dataSource = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = role, Password = role }.ConnectionString);
        others.Add((dataSource, role));
        return dataSource;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var dataSource in named) await dataSource.DisposeAsync();
        foreach (var (dataSource, role) in others)
        {
            await dataSource.DisposeAsync();
            await AdministerAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
        }

        await database.DisposeAsync();
    }

    private async Task AdministerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database.SuperuserConnectionString);
        await connection.ExecuteAsync(sql);
    }
}
