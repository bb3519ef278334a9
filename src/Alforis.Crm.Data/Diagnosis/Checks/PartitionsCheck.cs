using System.Collections.Immutable;
using System.Globalization;
using Alforis.Crm.Data.History;
using Alforis.Crm.Data.Printing;
using Dapper;
using Npgsql;

namespace Alforis.Crm.Data.Diagnosis.Checks;

/// <summary>Whether history has a place for today and the coming days, and nothing lies where no day fits.</summary>
internal sealed class PartitionsCheck(NpgsqlDataSource dataSource) : ICheck
{
    /// <summary>Partitions are made every day for twice as many; fewer than these mean that nobody has made them for a week.</summary>
    private const int DaysWanted = HistoryRetention.DaysAhead / 2;

    /// <summary>More rows than this are not counted.</summary>
    private const int MostCounted = 10_000;

    private const string MissingSql = """
        SELECT format('%s of %s', h.parent, to_char(d.day, 'YYYY-MM-DD')), d.ahead
        FROM workflow.history_tables() h
        JOIN pg_class c ON c.oid = h.parent
        CROSS JOIN LATERAL (
          SELECT a.ahead, (now() AT TIME ZONE 'UTC')::date + a.ahead AS day FROM generate_series(0, @DaysWanted) AS a (ahead)) d
        WHERE NOT EXISTS (
          SELECT FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhrelid
          WHERE i.inhparent = h.parent AND p.relname = c.relname || to_char(d.day, '"_p"YYYYMMDD'))
        ORDER BY d.ahead, h.parent::text
        """;

    private const string DefaultsSql = """
        SELECT format('SELECT count(*) FROM (SELECT FROM %I.%I LIMIT %s) counted', n.nspname, c.relname || '_default', @MostCounted + 1)
        FROM workflow.history_tables() h JOIN pg_class c ON c.oid = h.parent JOIN pg_namespace n ON n.oid = c.relnamespace
        """;

    public string Name => "partitions";

    public async Task<Finding> RunAsync(CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var missing = (await connection.QueryAsync<(string Name, int Ahead)>(
            new CommandDefinition(MissingSql, new { DaysWanted }, cancellationToken: ct)).ConfigureAwait(false)).AsList();
        long unplaced = 0;
        foreach (var count in await connection.QueryAsync<string>(
            new CommandDefinition(DefaultsSql, new { MostCounted }, cancellationToken: ct)).ConfigureAwait(false))
        {
            unplaced += await connection.ExecuteScalarAsync<long>(new CommandDefinition(count, cancellationToken: ct)).ConfigureAwait(false);
        }

        return Judge(missing, unplaced);
    }

    /// <param name="missing">The partitions that are missing, and how many days ahead.</param>
    /// <param name="unplaced">Rows in DEFAULT partitions.</param>
    internal static Finding Judge(IReadOnlyList<(string Name, int Ahead)> missing, long unplaced)
    {
        var soon = missing.Any(m => m.Ahead <= 1);
        var state = soon ? FindingState.Problem : missing.Count > 0 || unplaced > 0 ? FindingState.Warning : FindingState.Ok;
        var rows = unplaced > MostCounted ? $"more than {MostCounted}" : unplaced.ToString(CultureInfo.InvariantCulture);
        return new Finding("partitions", state, (missing.Count, unplaced) switch
        {
            (0, 0) => $"Today and the next {DaysWanted} days have theirs.",
            (0, _) => $"{rows} rows of history in DEFAULT partitions.",
            (_, 0) => $"{CountText.Of(missing.Count, "partition")} of today and the next {DaysWanted} days missing.",
            _ => $"{CountText.Of(missing.Count, "partition")} of today and the next {DaysWanted} days missing, and {rows} rows in DEFAULT ones.",
        })
        {
            Advice = (missing.Count, unplaced) switch
            {
                (> 0, _) => "Nothing is lost: rows go into the DEFAULT partition. The role scheduler makes partitions every night; by hand: SELECT workflow.ensure_partitions(14);",
                (_, > 0) => "Nothing is lost, but they are read more slowly and dropped row by row. Those of yesterday on move with the next run of SELECT workflow.ensure_partitions(14); older ones go with their retention.",
                _ => null,
            },
            Details = [.. missing.Select(m => m.Name).Take(10)],
            Figures = ImmutableSortedDictionary.CreateRange(
                [KeyValuePair.Create("missing", (double)missing.Count), KeyValuePair.Create("rows_in_default", (double)unplaced)]),
        };
    }
}
