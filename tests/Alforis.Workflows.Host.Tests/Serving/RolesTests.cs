using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Alforis.Testing;
using Dapper;

namespace Alforis.Workflows.Host.Tests.Serving;

public sealed class RolesTests
{
    private const string Tagged = "SELECT EXISTS (SELECT FROM workflow_executions WHERE status = 'success')";
    private const string HasSchedule = "SELECT to_regclass('quartz.qrtz_scheduler_state') IS NOT NULL";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Serve_DispatcherAndSchedulerApart_EachDoesItsPartOnly()
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.WithDemoData, Cancellation);
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancellation);
        Assert.Equal(0, await NamedDatabaseTests.On(database).RunAsync("import", "--activate", SampleFiles.Workflow("onboarding-interne")));

        await using var dispatcher = await RunningService.StartAsync(NamedDatabaseTests.On(database), "--roles", "dispatcher");
        await connection.ExecuteAsync(
            "UPDATE deals SET stage = 'signe' WHERE id = (SELECT min(id) FROM deals WHERE stage <> 'signe' AND assigned_to IS NOT NULL)");
        await Eventually.TrueAsync(() => connection.ExecuteScalarAsync<bool>(Tagged), () => dispatcher.Console.Error);
        Assert.False(await connection.ExecuteScalarAsync<bool>(HasSchedule));

        await using var scheduler = await RunningService.StartAsync(NamedDatabaseTests.On(database), "--roles", "scheduler");
        Assert.True(await connection.ExecuteScalarAsync<bool>(HasSchedule));
        Assert.Equal(0, await dispatcher.StopAsync());
        await connection.ExecuteAsync("UPDATE deals SET nom = nom || ' bis' WHERE id = (SELECT min(id) FROM deals)");
        Assert.Equal(0, await scheduler.StopAsync());
        Assert.True(await connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT FROM workflow.event_queue)"));
    }

    [Fact]
    public async Task Serve_WithoutApi_AnswersHealthWithItsRolesAndSaysWhyNothingElse()
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation);
        var console = NamedDatabaseTests.On(database);
        console.Variables["ALFORIS_ROLES"] = "worker, Dispatcher";
        await using var service = await RunningService.StartAsync(console);

        Assert.Contains("as dispatcher and worker only", console.Output, StringComparison.Ordinal);
        foreach (var address in new[] { "/health", "/health/live", "/health/ready" })
        {
            var health = await service.Http.GetFromJsonAsync<JsonElement>(address, Cancellation);
            Assert.Equal(["dispatcher", "worker"], health.GetProperty("roles").EnumerateArray().Select(r => r.GetString()));
        }

        using var absent = await service.Http.GetAsync("/api/workflows", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
        Assert.Contains("without the role 'api'", await absent.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_RolesBesideTheVariable_GoBeforeIt()
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation);
        var console = NamedDatabaseTests.On(database);
        console.Variables["ALFORIS_ROLES"] = "worker";
        await using var service = await RunningService.StartAsync(console, "--roles", "api");

        var health = await service.Http.GetFromJsonAsync<JsonElement>("/health/live", Cancellation);

        Assert.Equal("api", Assert.Single(health.GetProperty("roles").EnumerateArray()).GetString());
    }

    [Theory]
    [InlineData("wurker")]
    [InlineData(",")]
    [InlineData("api worker")]
    public async Task Serve_UnknownRole_EndsWithUsageAndNamesAll(string roles)
    {
        var console = new TestConsole();

        Assert.Equal(2, await console.RunAsync("serve", "--roles", roles));

        Assert.Contains($"--roles is '{roles}'; it must be one or more of api,dispatcher,worker,scheduler", console.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_UnknownRoleInTheVariable_SaysSo()
    {
        var console = new TestConsole { Variables = { ["ALFORIS_ROLES"] = "chef" } };

        Assert.Equal(1, await console.RunAsync("serve"));

        Assert.Equal("ALFORIS_ROLES is 'chef'; it must be one or more of api,dispatcher,worker,scheduler, separated by commas.", console.Error.TrimEnd());
    }
}
