using Alforis.Crm.Data;
using Alforis.Testing;
using Npgsql;

namespace Alforis.Workflows.EndToEnd.Crashes;

/// <summary>The host dies while it makes the events of a schedule and of a sweep for silence, which takes several transactions.</summary>
[Trait("Category", "Crash")]
[Trait("Category", "Slow")]
public sealed class TickCrashTests
{
    private const int Organisations = 25_000;
    private const string Limit = """{"field": "montant_potentiel", "operator": "<=", "value": 40}""";
    private const string CreateTask = """{"type": "create_task", "config": {"title": "{{ trigger.type }} {{ organisation.nom }}"}}""";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task EachPlace_HostDiesThereAndStartsAgain_EachEntityFiresOnce()
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, TestContext.Current.CancellationToken);
        await using var fleet = new Fleet();
        var everyone = await ImportAsync(database, fleet, "Revue", "scheduled", """{"schedule": "monthly", "entity_type": "organisation"}""", "{}");
        var few = await ImportAsync(database, fleet, "Quelques-uns", "scheduled", """{"schedule": "monthly", "entity_type": "organisation"}""", Limit);
        var silent = await ImportAsync(database, fleet, "Silence", "inactivity_delay", """{"inactivity_days": 30}""", "{}");
        await ExecuteAsync(database, $"""
            SET LOCAL alforis.capture = 'off';
            INSERT INTO organisations (nom, montant_potentiel, created_at) SELECT n, n, now() - interval '40 days' FROM generate_series(1, {Organisations}) n;
            INSERT INTO workflow.ticks (workflow_id, fire_time) SELECT w, '2026-03-01' FROM unnest(ARRAY[{everyone}, {few}, {silent}]) w;
            """);

        // Three parts for each of two ticks and one of the third: some of these deaths are in the middle of a tick.
        foreach (var place in Failpoints.OfTicks.SelectMany(p => new[] { p + ":1", p + ":2" }))
        {
            await fleet.KillAsync(1);
            var host = fleet.Begin(1, database.ConnectionString, ("ALFORIS_FAILPOINT", place));
            await Until.TrueAsync(() => Task.FromResult(host.HasExited), Soon, () => $"The host has not reached {place}.\n{fleet.Output}");
        }

        await fleet.KillAsync(1);
        await fleet.StartAsync(1, database.ConnectionString);
        await fleet.StartAsync(2, database.ConnectionString);
        await Until.TrueAsync(
            async () => await CountAsync(database, "SELECT count(*) FROM workflow.ticks WHERE completed_at IS NULL") == 0 && await CountAsync(database, "SELECT count(*) FROM workflow.event_queue") == 0,
            Soon, () => "Ticks or events are stuck.\n" + fleet.Output);

        Assert.Equal((2 * Organisations) + 40, await CountAsync(database, "SELECT count(*) FROM workflow.events WHERE workflow_id IS NOT NULL"));
        Assert.Equal((2 * Organisations) + 40, await CountAsync(database, "SELECT count(*) FROM (SELECT DISTINCT workflow_id, entity_id FROM workflow_executions WHERE status = 'success') x"));
        Assert.Equal((2 * Organisations) + 40, await CountAsync(database, "SELECT count(*) FROM tasks"));
        Assert.Equal(Organisations, await CountAsync(database, "SELECT count(*) FROM workflow.inactivity_ledger"));
        Assert.Equal((2 * Organisations) + 40, await CountAsync(database, "SELECT sum(events) FROM workflow.ticks WHERE error IS NULL"));
    }

    private static async Task<long> ImportAsync(TestDatabase database, Fleet fleet, string name, string trigger, string config, string conditions)
    {
        var file = Path.Combine(fleet.DataPath, name + ".json");
        await File.WriteAllTextAsync(
            file, $$"""{"name": "{{name}}", "trigger_type": "{{trigger}}", "trigger_config": {{config}}, "conditions": {{conditions}}, "actions": [{{CreateTask}}]}""", TestContext.Current.CancellationToken);
        await Scenario.RunAsync(database.ConnectionString, "import", "--activate", file);
        return await CountAsync(database, $"SELECT id FROM workflows WHERE name = '{name}'");
    }

    private static async Task ExecuteAsync(TestDatabase database, string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<long> CountAsync(TestDatabase database, string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), System.Globalization.CultureInfo.InvariantCulture);
    }
}
