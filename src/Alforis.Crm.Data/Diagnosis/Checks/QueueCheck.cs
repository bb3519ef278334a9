using System.Collections.Immutable;
using System.Globalization;
using Alforis.Crm.Data.Events;
using Alforis.Crm.Data.Printing;
using Npgsql;

namespace Alforis.Crm.Data.Diagnosis.Checks;

/// <summary>Whether events are handled soon.</summary>
internal sealed class QueueCheck(NpgsqlDataSource dataSource, TimeSpan limit) : ICheck
{
    /// <summary>From what age on a due event is late; normally it is handled within a second.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(60);

    public string Name => "queue";

    public async Task<Finding> RunAsync(CancellationToken ct) => Judge(await new QueueStatusQuery(dataSource).ReadAsync(ct).ConfigureAwait(false), limit);

    internal static Finding Judge(QueueStatus status, TimeSpan limit)
    {
        var age = status.OldestDueAge ?? TimeSpan.Zero;
        var state = age > limit ? FindingState.Problem : age > Late ? FindingState.Warning : FindingState.Ok;
        var oldest = status.OldestDueAge is null ? "none is due yet" : $"the oldest has been due for {DurationText.Of(age)}";
        return new Finding("queue", state, status.Queued == 0
            ? "No event waits."
            : string.Create(CultureInfo.InvariantCulture, $"{CountText.Of(status.Queued, "event")} in the queue, {status.Deferred} put off; {oldest}."))
        {
            Advice = state == FindingState.Ok
                ? null
                : "Does a host with the role dispatcher run, and what does its log say (3001, 2003)? If one works, it is behind: see 'sessions' and 'vacuum' below, or let more hosts dispatch.",
            Figures = ImmutableSortedDictionary.CreateRange(
            [
                KeyValuePair.Create("queued", (double)status.Queued), KeyValuePair.Create("put_off", (double)status.Deferred),
                KeyValuePair.Create("oldest_due_seconds", age.TotalSeconds),
            ]),
        };
    }
}
