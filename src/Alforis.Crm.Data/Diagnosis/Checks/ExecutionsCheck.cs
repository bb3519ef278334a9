using System.Collections.Immutable;
using System.Globalization;
using Alforis.Crm.Data.Printing;
using Dapper;
using Npgsql;

namespace Alforis.Crm.Data.Diagnosis.Checks;

/// <summary>Whether executions go on that have waited.</summary>
internal sealed class ExecutionsCheck(NpgsqlDataSource dataSource, TimeSpan limit) : ICheck
{
    private const int MostNamed = 5;

    private static readonly TimeSpan Late = TimeSpan.FromSeconds(60);

    private const string Stuck = """
        e.wake_at IS NULL AND NOT EXISTS (
          SELECT FROM workflow.steps s WHERE s.execution_id = e.id AND s.status IN ('pending', 'running'))
        """;

    private const string Sql = $"""
        SELECT count(*), count(*) FILTER (WHERE e.sleeps AND e.wake_at > statement_timestamp()),
          count(*) FILTER (WHERE e.wake_at <= statement_timestamp()),
          coalesce(statement_timestamp() - min(e.wake_at) FILTER (WHERE e.wake_at <= statement_timestamp()), interval '0'),
          count(*) FILTER (WHERE e.attempts > 0), count(*) FILTER (WHERE {Stuck})
        FROM workflow.live_executions e
        """;

    private const string NamesSql = $"""
        SELECT format('execution %s of workflow %s%s', e.id, e.workflow_id, CASE WHEN e.attempts > 0 THEN format(', %s attempts', e.attempts) END)
        FROM workflow.live_executions e WHERE e.attempts > 0 OR ({Stuck}) ORDER BY e.id LIMIT @MostNamed
        """;

    public string Name => "executions";

    public async Task<Finding> RunAsync(CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var (live, sleeping, due, oldest, failing, stuck) = await connection.QuerySingleAsync<(long, long, long, TimeSpan, long, long)>(
            new CommandDefinition(Sql, cancellationToken: ct)).ConfigureAwait(false);
        var status = new ExecutionsStatus(live, sleeping, due, oldest, failing, stuck);
        var named = failing + stuck == 0
            ? []
            : await connection.QueryAsync<string>(new CommandDefinition(NamesSql, new { MostNamed }, cancellationToken: ct)).ConfigureAwait(false);
        return Judge(status, limit) with { Details = [.. named] };
    }

    internal static Finding Judge(ExecutionsStatus status, TimeSpan limit)
    {
        var late = status.OldestDue > limit ? FindingState.Problem : status.OldestDue > Late ? FindingState.Warning : FindingState.Ok;
        var state = status.Stuck > 0 ? FindingState.Problem : late == FindingState.Ok && status.Failing > 0 ? FindingState.Warning : late;
        return new Finding("executions", state, Describe(status))
        {
            Advice = status switch
            {
                { Stuck: > 0 } => "What waits for nothing never goes on. If it does not change within a minute, end them with ./run.sh executions cancel ID and report it: it is a mistake of this program.",
                _ when late != FindingState.Ok => "Does a host with the role dispatcher run, and what does its log say (2210, 2211)?",
                { Failing: > 0 } => "They are tried again. The reason is in the log, 2211, and in the column error of workflow.live_executions.",
                _ => null,
            },
            Figures = ImmutableSortedDictionary.CreateRange(
            [
                KeyValuePair.Create("live", (double)status.Live), KeyValuePair.Create("sleeping", (double)status.Sleeping),
                KeyValuePair.Create("due", (double)status.Due), KeyValuePair.Create("oldest_due_seconds", status.OldestDue.TotalSeconds),
                KeyValuePair.Create("failing", (double)status.Failing), KeyValuePair.Create("stuck", (double)status.Stuck),
            ]),
        };
    }

    private static string Describe(ExecutionsStatus status)
    {
        if (status.Live == 0) return "No execution waits.";
        var parts = new List<string> { string.Create(CultureInfo.InvariantCulture, $"{CountText.Of(status.Live, "execution")} waiting, {status.Sleeping} for a delay") };
        if (status.Due > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{status.Due} due to go on, the first for {DurationText.Of(status.OldestDue)}"));
        if (status.Failing > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{status.Failing} failed to and tried again"));
        if (status.Stuck > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{status.Stuck} waiting for nothing"));
        return string.Join("; ", parts) + ".";
    }
}
