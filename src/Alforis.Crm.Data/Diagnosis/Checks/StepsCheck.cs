using System.Collections.Immutable;
using System.Globalization;
using Alforis.Crm.Data.Printing;
using Npgsql;

namespace Alforis.Crm.Data.Diagnosis.Checks;

/// <summary>Whether outside-world steps are done soon.</summary>
internal sealed class StepsCheck(NpgsqlDataSource dataSource, TimeSpan limit, int callsPerHour) : ICheck
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(60);

    private const string Sql = """
        WITH full_hour AS (
          SELECT r.workflow_id FROM workflow.step_rates r WHERE r.minute > statement_timestamp() - interval '61 minutes'
          GROUP BY r.workflow_id HAVING sum(r.begun - r.released) >= $1
        ), waiting AS (
          SELECT s.run_after, s.waits_in_line, NOT s.released AND s.workflow_id IN (SELECT f.workflow_id FROM full_hour f) AS throttled
          FROM workflow.steps s WHERE s.status = 'pending'
        )
        SELECT count(*), count(*) FILTER (WHERE w.waits_in_line), count(*) FILTER (WHERE w.throttled),
          count(*) FILTER (WHERE w.run_after <= statement_timestamp() AND NOT w.waits_in_line AND NOT w.throttled),
          coalesce(statement_timestamp() - min(w.run_after)
            FILTER (WHERE w.run_after <= statement_timestamp() AND NOT w.waits_in_line AND NOT w.throttled), interval '0')
        FROM waiting w
        """;

    public string Name => "steps";

    public async Task<Finding> RunAsync(CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = callsPerHour });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        await reader.ReadAsync(ct).ConfigureAwait(false);
        var status = new StepsStatus(
            reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetFieldValue<TimeSpan>(4));
        return Judge(status, limit, callsPerHour);
    }

    internal static Finding Judge(StepsStatus status, TimeSpan limit, int callsPerHour)
    {
        var late = status.OldestDue > limit ? FindingState.Problem : status.OldestDue > Late ? FindingState.Warning : FindingState.Ok;
        var state = late == FindingState.Ok && status.Throttled > 0 ? FindingState.Warning : late;
        return new Finding("steps", state, Describe(status))
        {
            Advice = (late, status.Throttled) switch
            {
                (not FindingState.Ok, _) => "Does a host with the role worker run, and what does its log say (2206, 2208)? If one works, it is behind: let more hosts work.",
                (_, > 0) => string.Create(CultureInfo.InvariantCulture, $"A workflow makes at most {callsPerHour} calls in an hour; the rest goes on by itself as the hour passes. To have it go at once, or not at all: ./run.sh steps release WORKFLOW, ./run.sh steps discard WORKFLOW."),
                _ => null,
            },
            Figures = ImmutableSortedDictionary.CreateRange(
            [
                KeyValuePair.Create("waiting", (double)status.Waiting), KeyValuePair.Create("in_line", (double)status.InLine),
                KeyValuePair.Create("throttled", (double)status.Throttled), KeyValuePair.Create("due", (double)status.Due),
                KeyValuePair.Create("oldest_due_seconds", status.OldestDue.TotalSeconds),
            ]),
        };
    }

    private static string Describe(StepsStatus status)
    {
        if (status.Waiting == 0) return "No step waits.";
        var parts = new List<string> { CountText.Of(status.Waiting, "step") + " waiting" };
        if (status.Due > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{status.Due} due, the oldest for {DurationText.Of(status.OldestDue)}"));
        if (status.InLine > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{status.InLine} behind an earlier execution for the same entity"));
        if (status.Throttled > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{status.Throttled} of workflows whose hour is full"));
        return string.Join("; ", parts) + ".";
    }
}
