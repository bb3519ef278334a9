using System.Net;
using System.Text.Json;
using Alforis.Crm.Data.Events;
using Alforis.Testing;
using Alforis.Workflows.Host.Endpoints;
using Alforis.Workflows.Host.Roles;
using Dapper;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Alforis.Workflows.Host.Tests.Serving;

public sealed class QueueHealthTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 0, null, "api,dispatcher", HealthStatus.Healthy)]
    [InlineData(9, 0, 60, "api,dispatcher", HealthStatus.Healthy)]
    [InlineData(1, 0, 61, "api,dispatcher", HealthStatus.Degraded)]
    [InlineData(0, 1, null, "dispatcher", HealthStatus.Degraded)]
    [InlineData(1, 0, 90, "dispatcher", HealthStatus.Degraded)]
    [InlineData(1, 0, 91, "dispatcher", HealthStatus.Unhealthy)]
    [InlineData(1, 0, 91, "api,dispatcher,worker,scheduler", HealthStatus.Unhealthy)]
    [InlineData(1, 0, 9100, "api,worker,scheduler", HealthStatus.Degraded)]
    public void Judge_Status_IsDegradedWhenLateOrParkedAndUnhealthyWhereItIsDispatched(long queued, long parked, int? seconds, string roles, HealthStatus expected)
    {
        var settings = new HostSettings { Urls = "", Roles = RoleList.Parse(roles)!.Value, QueueAgeLimit = TimeSpan.FromSeconds(90) };

        var result = QueueHealthCheck.Judge(new QueueStatus(queued, 0, parked, seconds is { } age ? TimeSpan.FromSeconds(age) : null), settings);

        Assert.Equal(expected, result.Status);
    }

    [Fact]
    public async Task Health_EventParked_IsDegradedButServed()
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation);
        await using (var connection = await database.DataSource.OpenConnectionAsync(Cancellation))
            await connection.ExecuteAsync("INSERT INTO workflow.event_queue (event_id, lane, parked_at) VALUES (1, 0, now())");
        await using var service = await RunningService.StartAsync(NamedDatabaseTests.On(database));

        using var summary = await service.Http.GetAsync("/health", Cancellation);
        using var ready = await service.Http.GetAsync("/health/ready", Cancellation);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [summary.StatusCode, ready.StatusCode]);
        using var body = JsonDocument.Parse(await summary.Content.ReadAsStringAsync(Cancellation));
        var queue = body.RootElement.GetProperty("checks").GetProperty("queue");
        Assert.Equal("degraded", queue.GetProperty("status").GetString(), ignoreCase: true);
        Assert.Contains("1 parked", queue.GetProperty("description").GetString(), StringComparison.Ordinal);
    }

    /// <summary>The event waits behind another of its entity that was put off long ago, so that it stays where it is.</summary>
    [Theory]
    [InlineData("dispatcher", HttpStatusCode.ServiceUnavailable)]
    [InlineData("api", HttpStatusCode.OK)]
    public async Task Ready_EventOverdue_IsRedWhereEventsAreHandled(string roles, HttpStatusCode expected)
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation);
        await using (var connection = await database.DataSource.OpenConnectionAsync(Cancellation))
            await connection.ExecuteAsync(
                """
                INSERT INTO workflow.event_queue (event_id, lane, entity_type, entity_id, occurred_at, not_before) VALUES
                  (1, 0, 'deal', 1, now() - interval '2 hours', now() + interval '1 hour'), (2, 0, 'deal', 1, now() - interval '2 hours', NULL)
                """);
        await using var service = await RunningService.StartAsync(NamedDatabaseTests.On(database), "--roles", roles, "--queue-age-limit", "3600");

        using var ready = await service.Http.GetAsync("/health/ready", Cancellation);
        using var live = await service.Http.GetAsync("/health/live", Cancellation);

        Assert.Equal((expected, HttpStatusCode.OK), (ready.StatusCode, live.StatusCode));
        Assert.Contains("1 put off", await ready.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }
}
