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

    internal static TestConsole On(TestDatabase database) => new() { Variables = { ["ConnectionStrings__Crm"] = database.ConnectionString } };

    private static string Password(TestDatabase database) => new NpgsqlConnectionStringBuilder(database.ConnectionString).Password!;
}
