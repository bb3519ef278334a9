using System.Diagnostics.Metrics;
using Alforis.Workflows.Engine.Diagnostics;
using Npgsql;

namespace Alforis.Crm.Data.Telemetry;

/// <summary>
/// Gauges of how the service stands. However often and by how many they are looked at, the database is asked only by
/// <see cref="RefreshAsync"/>. Thread-safe.
/// </summary>
public sealed class ServiceGauges : IDisposable
{
    /// <summary>A reading that is older says nothing any more: the database was away, for instance.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(1);

    private readonly Meter meter = new(WorkflowTelemetry.Name, CrmTelemetry.Version);
    private readonly List<Instrument> instruments = [];
    private readonly Lock gate = new();
    private readonly ServiceReadingQuery query;
    private readonly TimeProvider clock;
    private (ServiceReading Reading, long ReadAt)? latest;

    /// <summary>Creates the gauges.</summary>
    /// <param name="dataSource">Connects as the role that owns the tables.</param>
    /// <param name="clock">Says when a reading is stale.</param>
    public ServiceGauges(NpgsqlDataSource dataSource, TimeProvider clock)
    {
        query = new ServiceReadingQuery(dataSource);
        this.clock = clock;
        const string queue = "workflow.queue.state";
        const string step = "workflow.step.state";
        Gauge<long>("workflow.queue.events", "{event}", "Events in the queue.", r =>
        [
            new(r.Queue.Queued - r.Queue.Deferred, Tag(queue, "due")), new(r.Queue.Deferred, Tag(queue, "put_off")), new(r.Queue.Parked, Tag(queue, "parked")),
        ]);
        Gauge<double>("workflow.queue.oldest_age", "s", "For how long the oldest due event has been due.", r => [Seconds(r.Queue.OldestDueAge ?? TimeSpan.Zero)]);
        Gauge<long>("workflow.steps.unfinished", "{step}", "Steps that are not finished.", r =>
        [
            new(r.StepsDue, Tag(step, "due")), new(r.StepsLater, Tag(step, "later")), new(r.StepsRunning, Tag(step, "running")), new(r.StepsExpired, Tag(step, "expired")),
        ]);
        Gauge<double>("workflow.steps.oldest_age", "s", "For how long the oldest due step has been due.", r => [Seconds(r.OldestStepAge)]);
        Gauge<long>("workflow.executions.due", "{execution}", "Executions whose time has come to go on.", r => [new(r.ExecutionsDue)]);
        Gauge<double>("workflow.snapshot.oldest_age", "s", "How old the oldest open snapshot of the database is.", r => [Seconds(r.OldestSnapshotAge)]);
    }

    /// <summary>Whether anybody looks.</summary>
    public bool AreObserved => instruments.Exists(i => i.Enabled);

    /// <summary>Reads the database.</summary>
    /// <param name="ct">Cancels; the gauges keep what they had.</param>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public async Task RefreshAsync(CancellationToken ct)
    {
        var reading = await query.ReadAsync(ct).ConfigureAwait(false);
        lock (gate) latest = (reading, clock.GetTimestamp());
    }

    /// <summary>Nothing is reported any more.</summary>
    public void Dispose() => meter.Dispose();

    private void Gauge<T>(string name, string unit, string description, Func<ServiceReading, Measurement<T>[]> measure)
        where T : struct =>
        instruments.Add(meter.CreateObservableGauge(name, () => Measure(measure), unit, description));

    private Measurement<T>[] Measure<T>(Func<ServiceReading, Measurement<T>[]> measure)
        where T : struct
    {
        lock (gate)
            return latest is { } last && clock.GetElapsedTime(last.ReadAt) < Stale ? measure(last.Reading) : [];
    }

    private static Measurement<double> Seconds(TimeSpan age) => new(age.TotalSeconds);

    private static KeyValuePair<string, object?> Tag(string name, string value) => KeyValuePair.Create(name, (object?)value);
}
