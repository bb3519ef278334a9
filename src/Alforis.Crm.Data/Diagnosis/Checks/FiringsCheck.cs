using System.Collections.Immutable;
using System.Globalization;
using Alforis.Crm.Data.Printing;
using Dapper;
using Npgsql;

namespace Alforis.Crm.Data.Diagnosis.Checks;

/// <summary>Whether schedules that were due and sweeps for silence become events.</summary>
internal sealed class FiringsCheck(NpgsqlDataSource dataSource) : ICheck
{
    /// <summary>A part takes seconds; it may wait a while for a queue that is full.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(5);

    private const int MostNamed = 20;

    private const string Sql = """
        SELECT count(*), coalesce(max(statement_timestamp() - coalesce(t.worked_at, t.created_at)), interval '0')
        FROM workflow.ticks t
        WHERE t.completed_at IS NULL
        """;

    private const string GivenUpSql = """
        SELECT w.id, w.name, t.fire_time, t.error
        FROM workflow.ticks t JOIN public.workflows w ON w.id = t.workflow_id
        WHERE t.attempts > 0 AND t.completed_at > statement_timestamp() - interval '1 day'
        ORDER BY t.completed_at DESC
        LIMIT 20
        """;

    public string Name => "firings";

    public async Task<Finding> RunAsync(CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var disposal = connection.ConfigureAwait(false);
        var (open, age) = await connection.QuerySingleAsync<(long, TimeSpan)>(new CommandDefinition(Sql, cancellationToken: ct)).ConfigureAwait(false);
        var givenUp = await connection.QueryAsync<(long Id, string Name, DateTime FireTime, string Error)>(new CommandDefinition(GivenUpSql, cancellationToken: ct)).ConfigureAwait(false);
        return Judge(
            open, age,
            [.. givenUp.Select(t => string.Create(CultureInfo.InvariantCulture, $"workflow {t.Id} '{VisibleText.Line(t.Name)}', due {t.FireTime:yyyy-MM-dd HH:mm} UTC: {VisibleText.Line(t.Error)}"))]);
    }

    internal static Finding Judge(long open, TimeSpan age, IReadOnlyList<string> givenUp)
    {
        var state = age > Late ? FindingState.Problem : givenUp.Count > 0 ? FindingState.Warning : FindingState.Ok;
        var waiting = open == 0 ? "No firing waits" : $"{CountText.Of(open, "firing")} under way, one without progress for {DurationText.Of(age)}";
        return new Finding("firings", state, givenUp.Count == 0 ? $"{waiting}." : $"{waiting}; {CountText.Of(givenUp.Count, "firing")} of the last day given up.")
        {
            Advice = state switch
            {
                FindingState.Ok => null,
                FindingState.Problem => "Does a host with the role scheduler run? Does it log 2303 or 3001? While more than 20,000 events of bursts wait, firings wait too: see 'queue' above.",
                _ => "Their events were not made. Mend the reason, then 'workflows sweep ID' for silence, or 'workflows execute ID' for a schedule.",
            },
            Details = [.. givenUp.Take(MostNamed)],
            Figures = ImmutableSortedDictionary.CreateRange(
            [
                KeyValuePair.Create("open", (double)open), KeyValuePair.Create("oldest_seconds", age.TotalSeconds), KeyValuePair.Create("given_up", (double)givenUp.Count),
            ]),
        };
    }
}
