using System.Globalization;
using Alforis.Crm.Data.Events;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Alforis.Workflows.Host.Endpoints;

/// <summary>Whether events are handled. It never says more than degraded: restarting a host mends no event.</summary>
internal sealed class QueueHealthCheck(NpgsqlDataSource dataSource) : IHealthCheck
{
    /// <summary>From what age on a due event is late. Normally it is handled within a second.</summary>
    internal static readonly TimeSpan Late = TimeSpan.FromSeconds(60);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return Judge(await new QueueStatusQuery(dataSource).ReadAsync(cancellationToken));
        }
        catch (NpgsqlException e)
        {
            return HealthCheckResult.Degraded($"not readable: {e.GetBaseException().Message}", e);
        }
    }

    internal static HealthCheckResult Judge(QueueStatus status)
    {
        var age = status.OldestDueAge ?? TimeSpan.Zero;
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{status.Queued} queued ({status.Deferred} put off), {status.Parked} parked, the oldest due for {age.TotalSeconds:0} s");
        return age > Late || status.Parked > 0 ? HealthCheckResult.Degraded(text) : HealthCheckResult.Healthy(text);
    }
}
