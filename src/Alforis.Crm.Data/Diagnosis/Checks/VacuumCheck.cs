using System.Collections.Immutable;
using System.Globalization;
using Alforis.Crm.Data.Printing;
using Npgsql;

namespace Alforis.Crm.Data.Diagnosis.Checks;

/// <summary>Whether the small tables whose rows come and go are kept small.</summary>
internal sealed class VacuumCheck(NpgsqlDataSource dataSource) : ICheck
{
    /// <summary>Vacuum begins at some thousands; with this many more it does not keep up.</summary>
    private const long ManyDead = 200_000;

    private const string Sql = """
        SELECT s.relid::regclass::text, s.n_live_tup, s.n_dead_tup, pg_total_relation_size(s.relid),
          current_setting('autovacuum')::boolean AND NOT coalesce(c.reloptions && ARRAY['autovacuum_enabled=false', 'autovacuum_enabled=off'], false),
          statement_timestamp() - greatest(s.last_autovacuum, s.last_vacuum)
        FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid
        WHERE s.schemaname = 'workflow' AND s.relname IN ('event_queue', 'live_executions', 'steps', 'statistics_deltas')
        ORDER BY s.relname
        """;

    public string Name => "vacuum";

    public async Task<Finding> RunAsync(CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var tables = new List<HotTable>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            tables.Add(new HotTable(
                reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetBoolean(4),
                reader.IsDBNull(5) ? null : reader.GetFieldValue<TimeSpan>(5)));
        }

        return Judge(tables);
    }

    internal static Finding Judge(IReadOnlyList<HotTable> tables)
    {
        var off = tables.Where(t => !t.IsVacuumed).ToList();
        var bloated = tables.Where(t => t.IsVacuumed && t.Dead > ManyDead && t.Dead > t.Live).ToList();
        var state = off.Count > 0 ? FindingState.Problem : bloated.Count > 0 ? FindingState.Warning : FindingState.Ok;
        return new Finding("vacuum", state, (off.Count, bloated.Count) switch
        {
            ( > 0, _) => "Autovacuum is off for tables that cannot do without it.",
            (_, > 0) => "Vacuum does not keep up with the queue's tables.",
            _ => string.Create(CultureInfo.InvariantCulture, $"The queue's tables are kept small ({tables.Sum(t => t.Dead)} dead rows)."),
        })
        {
            Advice = (off.Count, bloated.Count) switch
            {
                ( > 0, _) => "Set autovacuum = on, and ALTER TABLE … RESET (autovacuum_enabled) where a table has it off.",
                (_, > 0) => "Usually an old transaction is open somewhere, see 'sessions', also in the standbys and replication slots of this server. Else give autovacuum more workers.",
                _ => null,
            },
            Details = [.. off.Concat(bloated).Select(Describe)],
            Figures = ImmutableSortedDictionary.CreateRange(tables.Select(t => KeyValuePair.Create(t.Name + ".dead", (double)t.Dead))),
        };
    }

    private static string Describe(HotTable table)
    {
        var last = table.LastVacuum is { } ago ? $"vacuumed {DurationText.Of(ago)} ago" : "never vacuumed";
        return string.Create(CultureInfo.InvariantCulture, $"{table.Name}: {table.Live} rows, {table.Dead} dead, {table.Bytes / 1_048_576} MB, {last}");
    }
}
