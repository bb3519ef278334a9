using System.Collections.Immutable;
using Alforis.Crm.Data.Events;
using Alforis.Crm.Data.Printing;
using Npgsql;

namespace Alforis.Crm.Data.Diagnosis.Checks;

/// <summary>Whether events were given up.</summary>
internal sealed class ParkedCheck(NpgsqlDataSource dataSource) : ICheck
{
    public string Name => "parked";

    public async Task<Finding> RunAsync(CancellationToken ct) => Judge(await new QueueStatusQuery(dataSource).ReadAsync(ct).ConfigureAwait(false));

    internal static Finding Judge(QueueStatus status) => status.Parked == 0
        ? new Finding("parked", FindingState.Ok, "No event was given up.")
        : new Finding("parked", FindingState.Problem, $"{CountText.Of(status.Parked, "event")} given up after failing too often: no workflow has acted on them.")
        {
            Advice = "Read why with ./run.sh events list --parked, remove the cause, then ./run.sh events replay --all-parked",
            Figures = ImmutableSortedDictionary.CreateRange([KeyValuePair.Create("parked", (double)status.Parked)]),
        };
}
