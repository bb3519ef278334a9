using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Crm.Data.Tests.Telemetry;

/// <summary>Hears the spans and measurements of what the test calls, and nothing of the tests beside it.</summary>
internal sealed class Observer : IDisposable
{
    private static readonly AsyncLocal<Observer?> Current = new();

    private readonly MeterListener meters = new();
    private readonly ActivityListener? activities;

    public Observer(bool spans = true)
    {
        Current.Value = this;
        if (spans)
        {
            activities = new ActivityListener
            {
                ShouldListenTo = s => s.Name == WorkflowTelemetry.Name,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => Current.Value == this ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
                ActivityStopped = span =>
                {
                    if (Current.Value == this) Spans.Enqueue(span);
                },
            };
            ActivitySource.AddActivityListener(activities);
        }

        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name != WorkflowTelemetry.Name) return;
            Instruments.Enqueue(instrument);
            listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        meters.Start();
    }

    public ConcurrentQueue<Activity> Spans { get; } = [];

    public ConcurrentQueue<Instrument> Instruments { get; } = [];

    public ConcurrentQueue<(string Name, double Value, string Tags)> Measurements { get; } = [];

    /// <summary>The sum of what was measured, by instrument and tags.</summary>
    public double Sum(string name, string tags) => Measurements.Where(m => m.Name == name && m.Tags == tags).Sum(m => m.Value);

    public void Observe() => meters.RecordObservableInstruments();

    public void Dispose()
    {
        meters.Dispose();
        activities?.Dispose();
        Current.Value = null;
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (Current.Value == this) Measurements.Enqueue((instrument.Name, value, string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}"))));
    }
}
