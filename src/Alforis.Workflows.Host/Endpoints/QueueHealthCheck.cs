using System.Globalization;
using Alforis.Crm.Data.Events;
using Alforis.Workflows.Host.Roles;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Alforis.Workflows.Host.Endpoints;

/// <summary>
/// Whether events are handled in time. A host that is to handle them is not ready when they are overdue; to the others a backlog is
/// no reason to refuse requests (ADR 21).
/// </summary>
internal sealed class QueueHealthCheck(NpgsqlDataSource dataSource, HostSettings settings) : IHealthCheck
{
    /// <summary>From what age on a due event is late. Normally it is handled within a second.</summary>
    internal static readonly TimeSpan Late = TimeSpan.FromSeconds(60);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return Judge(await new QueueStatusQuery(dataSource).ReadAsync(cancellationToken), settings);
        }
        catch (NpgsqlException e)
        {
            return HealthCheckResult.Degraded($"not readable: {e.GetBaseException().Message}", e);
        }
    }

    internal static HealthCheckResult Judge(QueueStatus status, HostSettings settings)
    {
        var age = status.OldestDueAge ?? TimeSpan.Zero;
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{status.Queued} queued ({status.Deferred} put off), {status.Parked} parked, the oldest due for {age.TotalSeconds:0} s");
        if (age > settings.QueueAgeLimit && settings.Roles.HasFlag(HostRoles.Dispatcher))
        {
            return HealthCheckResult.Unhealthy(string.Create(
                CultureInfo.InvariantCulture, $"{text}, longer than the limit of {settings.QueueAgeLimit.TotalSeconds:0} s"));
        }

        return age > Late || status.Parked > 0 ? HealthCheckResult.Degraded(text) : HealthCheckResult.Healthy(text);
    }
}
