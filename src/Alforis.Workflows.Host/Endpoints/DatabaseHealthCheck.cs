using Alforis.Crm.Data.Migrations;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Alforis.Workflows.Host.Endpoints;

/// <summary>Whether the database answers and has the schema of this version.</summary>
internal sealed class DatabaseHealthCheck(Migrator migrator) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var pending = await migrator.PendingAsync(cancellationToken);
            return pending.Count == 0
                ? HealthCheckResult.Healthy("reachable and migrated")
                : HealthCheckResult.Unhealthy($"not migrated: {string.Join(", ", pending)}");
        }
        catch (MigrationException e)
        {
            return HealthCheckResult.Unhealthy(e.Message, e);
        }
        catch (NpgsqlException e)
        {
            return HealthCheckResult.Unhealthy($"not reachable: {e.GetBaseException().Message}", e);
        }
    }
}
