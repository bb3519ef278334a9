using System.Net;
using System.Text.Json;
using Alforis.Crm.Data.Events;
using Alforis.Testing;
using Alforis.Workflows.Host.Endpoints;
using Dapper;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Alforis.Workflows.Host.Tests.Serving;

public sealed class QueueHealthTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 0, null, HealthStatus.Healthy)]
    [InlineData(9, 0, 60, HealthStatus.Healthy)]
    [InlineData(1, 0, 61, HealthStatus.Degraded)]
    [InlineData(0, 1, null, HealthStatus.Degraded)]
    public void Judge_Status_IsDegradedWhenLateOrParked(long queued, long parked, int? seconds, HealthStatus expected)
    {
        var result = QueueHealthCheck.Judge(new QueueStatus(queued, 0, parked, seconds is { } age ? TimeSpan.FromSeconds(age) : null));

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
}
