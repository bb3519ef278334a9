using System.Collections.Immutable;
using Alforis.Crm.Data.Printing;
using Npgsql;

namespace Alforis.Crm.Data.Diagnosis.Checks;

/// <summary>Whether steps are under way whose worker does not answer any more.</summary>
internal sealed class LeasesCheck(NpgsqlDataSource dataSource) : ICheck
{
    /// <summary>Workers look for ended leases every few seconds.</summary>
    private static readonly TimeSpan Swept = TimeSpan.FromMinutes(1);

    private const string Sql = """
        SELECT count(*), count(DISTINCT s.leased_by), count(*) FILTER (WHERE s.leased_until < statement_timestamp()),
          coalesce(greatest(statement_timestamp() - min(s.leased_until), interval '0'), interval '0')
        FROM workflow.steps s WHERE s.status = 'running'
        """;

    public string Name => "leases";

    public async Task<Finding> RunAsync(CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        await reader.ReadAsync(ct).ConfigureAwait(false);
        return Judge(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetFieldValue<TimeSpan>(3));
    }

    internal static Finding Judge(long running, long workers, long expired, TimeSpan oldest)
    {
        var state = expired == 0 ? FindingState.Ok : oldest > Swept ? FindingState.Problem : FindingState.Warning;
        return new Finding("leases", state, (running, expired) switch
        {
            (0, _) => "No step is under way.",
            (_, 0) => $"{CountText.Of(running, "step")} under way at {CountText.Of(workers, "worker")}.",
            _ => $"{CountText.Of(running, "step")} under way, {CountText.Of(expired, "lease")} of them ended, the first {DurationText.Of(oldest)} ago.",
        })
        {
            Advice = state switch
            {
                FindingState.Ok => null,
                FindingState.Warning => "A worker takes them back within seconds and does them again, with the same key.",
                _ => "No worker takes them back. Start a host with the role worker.",
            },
            Figures = ImmutableSortedDictionary.CreateRange(
                [KeyValuePair.Create("running", (double)running), KeyValuePair.Create("expired", (double)expired)]),
        };
    }
}
