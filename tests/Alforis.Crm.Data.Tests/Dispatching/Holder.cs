using Npgsql;

namespace Alforis.Crm.Data.Tests.Dispatching;

/// <summary>Another session that holds rows until it is disposed or committed.</summary>
internal sealed class Holder : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;

    private Holder(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        this.connection = connection;
        this.transaction = transaction;
    }

    public static async Task<Holder> BeginAsync(NpgsqlDataSource dataSource, string statement, CancellationToken ct)
    {
        var session = await dataSource.OpenConnectionAsync(ct);
        var holder = new Holder(session, await session.BeginTransactionAsync(ct));
        await using var command = new NpgsqlCommand(statement, session, holder.transaction);
        await command.ExecuteNonQueryAsync(ct);
        return holder;
    }

    public Task CommitAsync(CancellationToken ct) => transaction.CommitAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
