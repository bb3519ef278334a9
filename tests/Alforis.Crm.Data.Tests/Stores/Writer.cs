using Dapper;
using Npgsql;

namespace Alforis.Crm.Data.Tests.Stores;

/// <summary>A transaction of somebody else's that changes the stage of a deal.</summary>
internal sealed class Writer : IAsyncDisposable
{
    private readonly CrmDatabase database;
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;

    private Writer(CrmDatabase database, NpgsqlConnection connection, NpgsqlTransaction transaction, long deal)
    {
        this.database = database;
        this.connection = connection;
        this.transaction = transaction;
        Deal = deal;
    }

    public long Deal { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary><see langword="null"/> when another transaction holds the row.</summary>
    public static async Task<Writer?> BeginAsync(CrmDatabase database, long deal)
    {
        var session = await database.DataSource.OpenConnectionAsync(Cancellation);
        var writer = new Writer(database, session, await session.BeginTransactionAsync(Cancellation), deal);
        var stage = await session.ExecuteScalarAsync<string?>("SELECT stage FROM deals WHERE id = @deal FOR NO KEY UPDATE SKIP LOCKED", new { deal }, writer.transaction);
        if (stage is null)
        {
            await writer.DisposeAsync();
            return null;
        }

        await session.ExecuteAsync(
            "UPDATE deals SET stage = @stage WHERE id = @deal", new { deal, stage = stage == "signe" ? "perdu" : "signe" }, writer.transaction);
        return writer;
    }

    public Task CommitAsync() => transaction.CommitAsync(Cancellation);

    /// <summary>Its session ends, as when its host loses power.</summary>
    public Task KillAsync() => database.ExecuteAsync("SELECT pg_terminate_backend(@ProcessID)", new { connection.ProcessID });

    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        catch (NpgsqlException)
        {
            // It was killed.
        }

        await connection.DisposeAsync();
    }
}
