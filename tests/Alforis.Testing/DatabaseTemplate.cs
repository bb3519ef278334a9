using Npgsql;

namespace Alforis.Testing;

/// <summary>
/// A database that is prepared once per process (schema, basic data) and copied for each test. Keep it in a static field.
/// </summary>
public sealed class DatabaseTemplate
{
    private readonly Func<string, CancellationToken, Task> _prepare;
    private readonly Lazy<Task> _prepared;

    /// <summary>Describes a template; nothing happens before the first copy is wanted.</summary>
    /// <param name="name">A short name of letters, digits and underscores, unique in the process.</param>
    /// <param name="prepare">
    /// Fills the database at the connection string, connected as its owner. Connections it leaves open are closed by force.
    /// If it fails, so does every test that wants a copy.
    /// </param>
    public DatabaseTemplate(string name, Func<string, CancellationToken, Task> prepare)
    {
        Database = "template_" + name;
        _prepare = prepare;
        _prepared = new Lazy<Task>(PrepareAsync);
    }

    /// <summary>An empty database that belongs to the product's user.</summary>
    public static DatabaseTemplate Empty { get; } = new("empty", (_, _) => Task.CompletedTask);

    internal string Database { get; }

    /// <summary>Waits for the preparation, which the cancellation of one test does not end for the others.</summary>
    internal Task EnsurePreparedAsync(CancellationToken cancellationToken) => _prepared.Value.WaitAsync(cancellationToken);

    private async Task PrepareAsync()
    {
        await Administration.CreateDatabaseAsync(Database, "template1", CancellationToken.None);
        var connectionString = await Administration.ConnectionStringAsync(Database, CancellationToken.None);
        await _prepare(connectionString, CancellationToken.None);
        await using var pooled = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(pooled);
        // A connection that is still open would make every copy fail.
        await Administration.CloseAsync(Database, CancellationToken.None);
    }
}
