using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Alforis.Testing;
using Dapper;
using Npgsql;

namespace Alforis.Workflows.Host.Tests.Serving;

public sealed class NamedDatabaseTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Serve_EmptyNamedDatabase_MigratesItAndAddsNoDemoData()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseTemplate.Empty, Cancellation);
        await using var service = await RunningService.StartAsync(On(database));

        var ready = await service.Http.GetAsync("/health/ready", Cancellation);

        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        var report = await ready.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal("healthy", report.GetProperty("checks").GetProperty("database").GetProperty("status").GetString());
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancellation);
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>("SELECT count(*)::int FROM users"));
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>("SELECT count(*)::int FROM workflows"));
        Assert.DoesNotContain("admin123", service.Console.Output, StringComparison.Ordinal);
        Assert.Equal(0, await service.StopAsync());
        Assert.DoesNotContain(Password(database), service.Console.Output + service.Console.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_ImportedActiveWorkflow_ActsOnAChangeOfStage()
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.WithDemoData, Cancellation);
        Assert.Equal(0, await On(database).RunAsync("import", "--activate", SampleFiles.Workflow("onboarding-interne")));
        await using var service = await RunningService.StartAsync(On(database));
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancellation);

        var deal = await connection.ExecuteScalarAsync<long>(
            "UPDATE deals SET stage = 'signe' WHERE id = (SELECT min(id) FROM deals WHERE stage <> 'signe' AND assigned_to IS NOT NULL) RETURNING id");

        await Eventually.TrueAsync(
            () => connection.ExecuteScalarAsync<bool>(
                "SELECT EXISTS (SELECT FROM workflow_executions WHERE status = 'success' AND entity_type = 'deal' AND entity_id = @deal)", new { deal }),
            () => service.Console.Error);
        Assert.Equal(2, await connection.ExecuteScalarAsync<int>("SELECT count(*)::int FROM tasks WHERE deal_id = @deal AND execution_id IS NOT NULL", new { deal }));
    }

    [Fact(Timeout = 60_000)]
    public async Task Health_DatabaseIsGone_NotReadyButAlive()
    {
        var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation);
        await using var service = await RunningService.StartAsync(On(database));

        await database.DisposeAsync();

        using var ready = await service.Http.GetAsync("/health/ready", Cancellation);
        using var summary = await service.Http.GetAsync("/health", Cancellation);
        using var live = await service.Http.GetAsync("/health/live", Cancellation);
        Assert.Equal(
            [HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK],
            [ready.StatusCode, summary.StatusCode, live.StatusCode]);
        Assert.DoesNotContain(Password(database), await ready.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    /// <summary>Quartz gives its triggers back without end when the database goes between taking them and their time.</summary>
    [Fact(Timeout = 60_000)]
    public async Task Stop_DatabaseGoesBeforeAJobThatIsDue_EndsWithinItsLimit()
    {
        var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation);
        await using (var first = await RunningService.StartAsync(On(database)))
        {
            Assert.Equal(0, await first.StopAsync());
        }

        await using var connection = await database.DataSource.OpenConnectionAsync(Cancellation);
        var due = TimeProvider.System.GetUtcNow().AddSeconds(5);
        Assert.Equal(1, await connection.ExecuteAsync(
            "UPDATE quartz.qrtz_triggers SET next_fire_time = @Ticks WHERE trigger_name = 'statistics'", new { due.UtcDateTime.Ticks }));
        await using var service = await RunningService.StartAsync(On(database), "--stop-timeout", "2");
        await Eventually.TrueAsync(
            () => connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT FROM quartz.qrtz_triggers WHERE trigger_name = 'statistics' AND trigger_state = 'ACQUIRED')"),
            () => service.Console.Error);
        await database.DisposeAsync();
        await Eventually.TrueAsync(() => Task.FromResult(TimeProvider.System.GetUtcNow() > due.AddSeconds(1)), () => "The clock stands still.");

        var stopping = Stopwatch.StartNew();

        Assert.Equal(0, await service.StopAsync());
        Assert.Contains("Ending without waiting any longer", service.Console.Error, StringComparison.Ordinal);
        Assert.InRange(stopping.Elapsed.TotalSeconds, 2, 30);
    }

    internal static TestConsole On(TestDatabase database) => new() { Variables = { ["ConnectionStrings__Crm"] = database.ConnectionString } };

    private static string Password(TestDatabase database) => new NpgsqlConnectionStringBuilder(database.ConnectionString).Password!;
}
