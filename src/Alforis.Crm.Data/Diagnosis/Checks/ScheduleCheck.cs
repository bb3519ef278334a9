using System.Collections.Immutable;
using System.Globalization;
using Alforis.Crm.Data.Printing;
using Dapper;
using Npgsql;

namespace Alforis.Crm.Data.Diagnosis.Checks;

/// <summary>Whether a host ticks the schedule.</summary>
internal sealed class ScheduleCheck(NpgsqlDataSource dataSource) : ICheck
{
    private const int MostWorkflows = 20;

    private const string ExistsSql = "SELECT to_regclass('quartz.qrtz_scheduler_state') IS NOT NULL AND to_regclass('quartz.qrtz_triggers') IS NOT NULL";

    // Quartz counts in ticks of 100 ns since the year 1. A host that has not checked in for 30 s is dead: it does so every few seconds.
    private const string Ticks = "(extract(epoch FROM statement_timestamp()) * 10000000 + 621355968000000000)";

    private const string InstancesSql = $"""
        SELECT s.instance_name FROM quartz.qrtz_scheduler_state s
        WHERE abs({Ticks} - s.last_checkin_time) < 30 * 10000000.0 ORDER BY s.instance_name
        """;

    private const string TriggersSql = $"""
        SELECT count(*), count(*) FILTER (WHERE t.trigger_state = 'ERROR'),
          count(*) FILTER (WHERE late.by > interval '2 minutes'), coalesce(max(late.by) FILTER (WHERE late.by > interval '2 minutes'), interval '0')
        FROM quartz.qrtz_triggers t
        CROSS JOIN LATERAL (
          SELECT CASE WHEN t.trigger_state IN ('WAITING', 'ACQUIRED') AND t.next_fire_time > 0
            THEN ({Ticks} - t.next_fire_time) / 10000000 * interval '1 second' END AS by) late
        """;

    // A workflow that was changed a moment ago gets its triggers within seconds.
    private const string WorkflowsSql = $"""
        SELECT w.id, w.name, t.triggers IS NULL, coalesce(t.broken, false), t.late
        FROM public.workflows w
        LEFT JOIN (
          SELECT split_part(t.trigger_name, '.', 1) AS workflow, count(*) AS triggers, bool_or(t.trigger_state = 'ERROR') AS broken,
            max(({Ticks} - t.next_fire_time) / 10000000 * interval '1 second') FILTER (WHERE t.next_fire_time > 0) AS late
          FROM quartz.qrtz_triggers t WHERE t.trigger_group = 'workflows' GROUP BY 1) t ON t.workflow = w.id::text
        WHERE w.trigger_type = 'scheduled' AND w.status = 'active' AND w.deleted_at IS NULL AND w.suspended_at IS NULL AND NOT w.is_template
          AND w.updated_at < statement_timestamp() - interval '2 minutes'
          AND (t.triggers IS NULL OR t.broken OR t.late > interval '2 minutes')
        ORDER BY w.id
        """;

    public string Name => "schedule";

    public async Task<Finding> RunAsync(CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(ExistsSql, cancellationToken: ct)).ConfigureAwait(false))
            return Judge(new ScheduleStatus(false, [], 0, 0, 0, TimeSpan.Zero));
        var instances = (await connection.QueryAsync<string>(new CommandDefinition(InstancesSql, cancellationToken: ct)).ConfigureAwait(false)).AsList();
        var (triggers, broken, overdue, oldest) = await connection.QuerySingleAsync<(long, long, long, TimeSpan)>(
            new CommandDefinition(TriggersSql, cancellationToken: ct)).ConfigureAwait(false);
        var (missing, late) = await WorkflowsAsync(connection, ct).ConfigureAwait(false);
        return Judge(new ScheduleStatus(true, instances, triggers, broken, overdue, oldest) { Missing = missing, Late = late });
    }

    private static async Task<(List<string> Missing, List<string> Late)> WorkflowsAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var (missing, late) = (new List<string>(), new List<string>());
        var command = new CommandDefinition(WorkflowsSql, cancellationToken: ct);
        foreach (var (id, name, isMissing, isBroken, by) in await connection.QueryAsync<(long, string, bool, bool, TimeSpan?)>(command).ConfigureAwait(false))
        {
            var workflow = string.Create(CultureInfo.InvariantCulture, $"workflow {id} '{VisibleText.Line(name)}'");
            if (isMissing) missing.Add($"{workflow} has no trigger");
            else late.Add(isBroken ? $"{workflow}: Quartz has given its trigger up" : $"{workflow} is late by {DurationText.Of(by ?? TimeSpan.Zero)}");
        }

        return (missing, late);
    }

    internal static Finding Judge(ScheduleStatus status)
    {
        var runs = status.Instances.Count > 0;
        var state = !runs || status.Broken > 0 || status.Overdue > 0 || status.Missing.Count > 0 ? FindingState.Problem : FindingState.Ok;
        return new Finding("schedule", state, Describe(status))
        {
            Advice = status switch
            {
                _ when state == FindingState.Ok => null,
                _ when !runs => "Schedules do not fire, and nobody makes partitions or folds statistics. Start a host with the role scheduler; what was due is made up for.",
                { Broken: > 0 } => "Quartz gives a trigger up when its job cannot be made. Read the log of that time, then start the hosts with the role scheduler again.",
                { Overdue: 0, Missing.Count: > 0 } => "A host with the role scheduler makes triggers within a minute; what does its log say (3202, 3207)?",
                _ => "A job of theirs may take long: see what the hosts log, and 'sessions' below for what it may wait for.",
            },
            Details = [.. status.Missing.Concat(status.Late).Take(MostWorkflows), .. status.Instances.Select(i => $"alive: {i}")],
            Figures = ImmutableSortedDictionary.CreateRange(
            [
                KeyValuePair.Create("hosts", (double)status.Instances.Count), KeyValuePair.Create("triggers", (double)status.Triggers),
                KeyValuePair.Create("broken", (double)status.Broken), KeyValuePair.Create("overdue", (double)status.Overdue),
                KeyValuePair.Create("workflows_without_trigger", (double)status.Missing.Count), KeyValuePair.Create("workflows_late", (double)status.Late.Count),
            ]),
        };
    }

    private static string Describe(ScheduleStatus status)
    {
        if (!status.Exists) return "No host has ever run the schedule on this database.";
        if (status.Instances.Count == 0) return "No host runs the schedule.";
        var late = status.Overdue == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", {status.Overdue} overdue, the first by {DurationText.Of(status.OldestOverdue)}");
        var broken = status.Broken == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {status.Broken} given up");
        var missing = status.Missing.Count == 0 ? "" : $", {CountText.Of(status.Missing.Count, "workflow")} without one";
        return $"{CountText.Of(status.Instances.Count, "host")} at work, {CountText.Of(status.Triggers, "trigger")}{late}{broken}{missing}.";
    }
}
