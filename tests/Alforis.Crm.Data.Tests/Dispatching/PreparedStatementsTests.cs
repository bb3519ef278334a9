using Alforis.Crm.Data.Dispatching;
using Npgsql;

namespace Alforis.Crm.Data.Tests.Dispatching;

/// <summary>Statements are prepared once they are run often: they must stay right on a connection that lives long.</summary>
public sealed class PreparedStatementsTests
{
    private const int Passes = 12;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_ManyPassesThatWriteRows_EachEventNamesItsOwnCause()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Écrit", "deal_stage_changed", """[{"type": "update_field", "config": {"field": "montant", "value": "+1"}}]""");

        for (var i = 0; i < Passes; i++)
        {
            await host.Database.ExecuteAsync(
                "UPDATE deals SET stage = @stage WHERE id = @Deal", new { stage = i % 2 == 0 ? "signe" : "proposition", host.Deal });
            await host.DrainAsync();
        }

        Assert.Equal(75_000m + Passes, await host.Database.ScalarAsync<decimal>("SELECT montant FROM deals"));
        Assert.Equal(
            (await host.ExecutionsAsync()).Select(e => e.Id),
            await host.Database.QueryAsync<long>("SELECT (cause -> 0 ->> 'execution_id')::bigint FROM workflow.events WHERE depth = 1 ORDER BY event_id"));
    }

    [Fact]
    public async Task RunAsync_ColumnAddedBetweenPasses_GoesOn()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Tâche", "deal_stage_changed", """[{"type": "create_task", "config": {"title": "Appeler"}}]""");

        for (var i = 0; i < Passes; i++)
        {
            if (i == Passes / 2) await host.Database.ExecuteAsync("ALTER TABLE deals ADD COLUMN extra text; ALTER TABLE tasks ADD COLUMN extra text");
            await host.Database.ExecuteAsync(
                "UPDATE deals SET stage = @stage WHERE id = @Deal", new { stage = i % 2 == 0 ? "signe" : "proposition", host.Deal });
            await host.DrainAsync();
        }

        Assert.Equal(Passes, await host.CountAsync("tasks"));
        Assert.Equal(Passes, await host.CountAsync("workflow_executions WHERE status = 'success'"));
    }

    [Fact]
    public async Task TakeAsync_SmallTable_IsReadByItsIndexUntilTheTransactionEnds()
    {
        await using var host = await DispatchHost.CreateAsync();
        await using var connection = await host.Database.DataSource.OpenConnectionAsync(Token);
        await using (var transaction = await connection.BeginTransactionAsync(Token))
        {
            await LaneLocks.TakeAsync(transaction, [0], 1, new DispatchOptions(), Token);

            var plan = await FirstAsync(connection, "EXPLAIN SELECT nom FROM organisations WHERE id = ANY ('{1}')");
            Assert.Contains("Index Scan using organisations_pkey", plan, StringComparison.Ordinal);
            await transaction.CommitAsync(Token);
        }

        Assert.Equal("on", await FirstAsync(connection, "SHOW enable_seqscan"));
        Assert.Equal("on", await FirstAsync(connection, "SHOW enable_bitmapscan"));
    }

    private static async Task<string> FirstAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (string)(await command.ExecuteScalarAsync(Token))!;
    }
}
