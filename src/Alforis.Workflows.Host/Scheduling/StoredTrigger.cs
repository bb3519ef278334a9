using Dapper;
using Npgsql;

namespace Alforis.Workflows.Host.Scheduling;

/// <summary>A workflow's trigger as it lies in Quartz's store.</summary>
/// <param name="Name">Its name in the group of workflows.</param>
/// <param name="Mark">What it was made with.</param>
/// <param name="Expression">When it fires.</param>
/// <param name="TimeZone">By which clocks.</param>
/// <param name="IsBroken">Whether Quartz has given it up.</param>
internal sealed record StoredTrigger(string Name, string? Mark, string? Expression, string? TimeZone, bool IsBroken)
{
    // In one statement: Quartz would be asked for each by itself.
    private const string Sql = """
        SELECT t.trigger_name AS "Name", t.description AS "Mark", c.cron_expression AS "Expression", c.time_zone_id AS "TimeZone",
          t.trigger_state = 'ERROR' AS "IsBroken"
        FROM quartz.qrtz_triggers t
        LEFT JOIN quartz.qrtz_cron_triggers c USING (sched_name, trigger_name, trigger_group)
        WHERE t.sched_name = @SchedulerName AND t.trigger_group = @Group
        """;

    /// <summary>All of them, by name.</summary>
    public static async Task<Dictionary<string, StoredTrigger>> ReadAllAsync(NpgsqlDataSource dataSource, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<StoredTrigger>(new CommandDefinition(
            Sql, new { ScheduleServices.SchedulerName, WorkflowTriggers.Group }, cancellationToken: ct));
        return rows.ToDictionary(t => t.Name, StringComparer.Ordinal);
    }
}
