using Npgsql;

namespace Alforis.Workflows.Benchmarks.Pipeline;

/// <summary>A session that looks at the database as it was, as a long report does: no row that was removed since can be vacuumed away.</summary>
internal sealed class OldSnapshot : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;

    private OldSnapshot(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        this.connection = connection;
        this.transaction = transaction;
    }

    public static async Task<OldSnapshot> OpenAsync(PipelineDatabase database)
    {
        var session = await database.DataSource.OpenConnectionAsync();
        var reading = await session.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead);
        await using var look = new NpgsqlCommand("SELECT count(*) FROM users", session, reading);
        await look.ExecuteScalarAsync();
        return new OldSnapshot(session, reading);
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
