using Alforis.Testing;
using Alforis.Workflows.Host.Tests.Telemetry;
using Dapper;

namespace Alforis.Workflows.Host.Tests.Serving;

[Trait("Category", "Slow")]
public sealed class PoolerTests
{
    private const int Deals = 60;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Migrations, events, actions with causes, steps and the schedule: all of it on server connections that are never the same.</summary>
    [Fact]
    public async Task Serve_TwoHostsThroughAPoolerInTransactionMode_DoEverythingOnce()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseTemplate.Empty, Cancellation);
        await using var pooler = await Pooler.StartAsync(database);
        await using var receiver = await Collector.StartAsync();
        var services = await Task.WhenAll(RunningService.StartAsync(Through(pooler)), RunningService.StartAsync(Through(pooler)));
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancellation);
        var import = Through(pooler, $$$"""
            {"name": "Essai", "status": "active", "trigger_type": "deal_updated",
             "actions": [{"type": "update_field", "config": {"field": "montant", "value": "+1"}},
                         {"type": "call_webhook", "config": {"url": "{{{receiver.Address}}}/hook"}},
                         {"type": "add_tag", "config": {"tag": "vu"}}]}
            """);
        Assert.True(await import.RunAsync("import", "-") == 0, import.Error);

        await connection.ExecuteAsync(
            """
            INSERT INTO organisations (nom) VALUES ('ACME');
            INSERT INTO deals (organisation_id, nom, montant, stage) SELECT 1, 'Affaire ' || n, 0, 'proposition' FROM generate_series(1, @Deals) n;
            """, new { Deals });
        for (var i = 0; i < Deals; i++) await connection.ExecuteAsync("UPDATE deals SET nom = nom || ' bis' WHERE id = @id", new { id = i + 1 });

        await Eventually.TrueAsync(
            () => connection.ExecuteScalarAsync<bool>("SELECT count(*) = @Deals FROM workflow_executions WHERE status = 'success'", new { Deals }),
            () => string.Concat(services.Select(s => s.Console.Error)));
        Assert.Equal(Deals, await connection.ExecuteScalarAsync<int>("SELECT count(*)::int FROM deals WHERE montant = 1 AND tags = '{vu}'"));
        Assert.Equal(Deals, receiver.Arrived.Count(a => a.Path == "/hook"));
        var doctor = Through(pooler);
        await Eventually.TrueAsync(async () => await (doctor = Through(pooler)).RunAsync("doctor") == 0, () => doctor.Output);

        foreach (var service in services)
        {
            Assert.Equal(0, await service.StopAsync());
            await service.DisposeAsync();
        }

        // What a session would keep, the next client of its connection would inherit.
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>(
            "SELECT count(*)::int FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"));
    }

    private static TestConsole Through(Pooler pooler, string input = "") =>
        new() { Input = input, Variables = { ["ConnectionStrings__Crm"] = pooler.ConnectionString } };
}
