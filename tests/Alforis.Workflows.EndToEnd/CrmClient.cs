using System.Globalization;
using Npgsql;

namespace Alforis.Workflows.EndToEnd;

/// <summary>Any SQL client: knows the host's database by <c>db-url</c> alone.</summary>
internal sealed class CrmClient : IAsyncDisposable
{
    private readonly NpgsqlDataSource dataSource;

    private CrmClient(NpgsqlDataSource dataSource) => this.dataSource = dataSource;

    public static async Task<CrmClient> ConnectAsync(string data)
    {
        var (exitCode, output, error) = await HostProcess.RunAsync("db-url", "--data", data);
        Assert.True(exitCode == 0, error);
        var uri = new Uri(output.Trim());
        var user = uri.UserInfo.Split(':');
        return new CrmClient(NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port,
            Username = Uri.UnescapeDataString(user[0]),
            Password = Uri.UnescapeDataString(user[1]),
            Database = uri.AbsolutePath.Trim('/'),
            Pooling = false,
        }.ConnectionString));
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = dataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = dataSource.CreateCommand(sql);
        var value = await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        return (T)Convert.ChangeType(value!, typeof(T), CultureInfo.InvariantCulture);
    }

    /// <summary>The rows of a query of one column of text.</summary>
    public async Task<string[]> LinesAsync(string sql)
    {
        await using var command = dataSource.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var lines = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) lines.Add(reader.GetString(0));
        return [.. lines];
    }

    /// <summary>What somebody who holds a transaction open does.</summary>
    public async Task RollBackAsync(string sql)
    {
        await using var connection = await dataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        await transaction.RollbackAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => dataSource.DisposeAsync();
}
