using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Execution;

namespace Alforis.Workflows.Engine.Tests.Execution;

/// <summary>Others run engines at the same time: spans are told apart by their trace, measurements by a trigger and actions of this test's own.</summary>
public sealed class TelemetryTests
{
    private const string Secret = "Très Secret SA";

    private const string OwnName = "test of telemetry";
    private static readonly ActivitySource Own = new(OwnName);

    [Fact]
    public async Task Spans_OfAnExecution_HaveNamesAndStatusesAndNoPayload()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name is WorkflowTelemetry.Name or OwnName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        ActivityTraceId trace;
        using (var root = Own.StartActivity("root"))
        {
            trace = root!.TraceId;
            await ProcessAsync("telemetry_spans");
        }

        var own = spans.Where(s => s.TraceId == trace && s.Source != Own).ToList();
        Assert.Equal(
            ["workflow.definition.compile", "workflow.action", "workflow.action", "workflow.execute"], own.Select(s => s.OperationName));
        var execute = own[^1];
        Assert.Equal(ActivityStatusCode.Error, execute.Status);
        Assert.Equal(
            ["workflow.execution.id=e/5", "workflow.execution.status=failed", "workflow.id=5", "workflow.name=Essai", "workflow.trigger=telemetry_spans", "workflow.version=2"],
            Tags(execute));
        Assert.Equal(["workflow.action.id=first", "workflow.action.outcome=succeeded", "workflow.action.type=telemetry_spans_say"], Tags(own[1]));
        Assert.Equal(
            ["error.type=System.InvalidOperationException", "workflow.action.id=second", "workflow.action.outcome=failed", "workflow.action.type=telemetry_spans_break"],
            Tags(own[2]));
        Assert.All(own.Skip(1).Take(2), s => Assert.Equal(execute.SpanId, s.ParentSpanId));
        Assert.Equal(["workflow.definition.errors=0", "workflow.trigger=telemetry_spans"], Tags(own[0]));
        Assert.DoesNotContain(own.SelectMany(Tags).Concat(own.Select(s => s.StatusDescription ?? "")), t => t.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Measurements_OfAnExecution_CountByStatusAndOutcome()
    {
        var measured = new ConcurrentQueue<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == WorkflowTelemetry.Name) l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument.Name + " " + value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument.Name + (value >= 0 ? " s" : " negative"), tags));
        listener.Start();
        void Add(string what, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var text = what;
            foreach (var (key, value) in tags) text += $" {key}={value}";
            if (text.Contains("telemetry_meters", StringComparison.Ordinal)) measured.Enqueue(text);
        }

        await ProcessAsync("telemetry_meters");

        Assert.Equal(
            [
                "workflow.action.duration s workflow.action.type=telemetry_meters_break workflow.action.outcome=failed",
                "workflow.action.duration s workflow.action.type=telemetry_meters_say workflow.action.outcome=succeeded",
                "workflow.actions 1 workflow.action.type=telemetry_meters_break workflow.action.outcome=failed",
                "workflow.actions 1 workflow.action.type=telemetry_meters_say workflow.action.outcome=skipped",
                "workflow.actions 1 workflow.action.type=telemetry_meters_say workflow.action.outcome=succeeded",
                "workflow.execution.duration s workflow.trigger=telemetry_meters workflow.execution.status=failed",
                "workflow.executions 1 workflow.trigger=telemetry_meters workflow.execution.status=failed",
            ],
            measured.Order(StringComparer.Ordinal));
    }

    private static async Task ProcessAsync(string trigger)
    {
        var engine = WorkflowEngine<Shop>.Create(e => e
            .Trigger(trigger, t => t.View(c => c.Purchase))
            .AddAction<SaySettings>(trigger + "_say", (_, _) => ValueTask.FromResult(ActionResult.Success()))
            .AddAction<NothingToSet>(trigger + "_break", (call, _) => throw new InvalidOperationException(call.Context.Purchase.Customer)));
        engine.Load([new WorkflowSource(5, 2, $$$"""
            {"name": "Essai", "status": "active", "trigger_type": "{{{trigger}}}", "actions": [
              {"id": "first", "type": "{{{trigger}}}_say", "config": {"message": "{{ customer }}"}},
              {"id": "second", "type": "{{{trigger}}}_break", "config": {}},
              {"id": "third", "type": "{{{trigger}}}_say", "config": {"message": "x"}}]}
            """)]);
        await engine.ProcessAsync(trigger, new Shop(new Purchase(Secret, 1)), "e", TestContext.Current.CancellationToken);
    }

    private static IEnumerable<string> Tags(Activity span) => span.TagObjects.Select(t => $"{t.Key}={t.Value}").Order(StringComparer.Ordinal);
}
