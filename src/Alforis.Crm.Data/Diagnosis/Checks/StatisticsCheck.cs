using System.Collections.Immutable;
using Alforis.Crm.Data.Printing;
using Npgsql;

namespace Alforis.Crm.Data.Diagnosis.Checks;

/// <summary>Whether counts are folded; until then every reader adds them up again.</summary>
internal sealed class StatisticsCheck(NpgsqlDataSource dataSource) : ICheck
{
    /// <summary>They are folded every minute.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(10);

    private const string Sql = """
        SELECT count(*), coalesce(greatest(statement_timestamp() - min(d.last_execution_at), interval '0'), interval '0')
        FROM workflow.statistics_deltas d
        """;

    public string Name => "statistics";

    public async Task<Finding> RunAsync(CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        await reader.ReadAsync(ct).ConfigureAwait(false);
        return Judge(reader.GetInt64(0), reader.GetFieldValue<TimeSpan>(1));
    }

    internal static Finding Judge(long deltas, TimeSpan age)
    {
        var state = age > Late ? FindingState.Warning : FindingState.Ok;
        return new Finding("statistics", state, deltas == 0
            ? "All counts are folded."
            : $"{CountText.Of(deltas, "count")} not folded yet, the oldest from {DurationText.Of(age)} ago.")
        {
            Advice = state == FindingState.Ok ? null : "They are right, but slow to read. The role scheduler folds them every minute; by hand: SELECT workflow.fold_statistics();",
            Figures = ImmutableSortedDictionary.CreateRange(
                [KeyValuePair.Create("unfolded", (double)deltas), KeyValuePair.Create("oldest_seconds", age.TotalSeconds)]),
        };
    }
}
