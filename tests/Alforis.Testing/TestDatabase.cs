using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Testing;

/// <summary>A database of a test's own, dropped when disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static int _count;

    private readonly string _name;

    private TestDatabase(string name, string connectionString, string superuserConnectionString)
    {
        _name = name;
        ConnectionString = connectionString;
        SuperuserConnectionString = superuserConnectionString;
        DataSource = CrmDataSource.Builder(connectionString).Build();
    }

    /// <summary>Connects as the product's user, who owns the database.</summary>
    public string ConnectionString { get; }

    /// <summary>Connects to the same database as the server's superuser.</summary>
    public string SuperuserConnectionString { get; }

    /// <summary>A data source for <see cref="ConnectionString"/>, disposed with the database.</summary>
    public NpgsqlDataSource DataSource { get; }

    /// <summary>Makes a copy of a template; the first call for a template prepares it.</summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseTemplate template, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(template);
        await template.EnsurePreparedAsync(cancellationToken);
        var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _count)}");
        await Administration.CreateDatabaseAsync(name, template.Database, cancellationToken);
        return new TestDatabase(
            name,
            await Administration.ConnectionStringAsync(name, cancellationToken),
            await Administration.SuperuserConnectionStringAsync(name, cancellationToken));
    }

    /// <summary>Ends every session of the database and drops it.</summary>
    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        foreach (var used in new[] { ConnectionString, SuperuserConnectionString })
        {
            await using var pooled = new NpgsqlConnection(used);
            NpgsqlConnection.ClearPool(pooled);
        }

        await Administration.DropDatabaseAsync(_name, CancellationToken.None);
    }
}
