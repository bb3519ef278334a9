using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Execution;
using Microsoft.Extensions.Logging;

namespace Alforis.Workflows.Engine.Tests.Documentation;

/// <summary>The tables of spans, instruments and log messages name all that there is.</summary>
public sealed class TelemetryTableTests
{
    [Fact]
    public async Task Telemetry_EveryNameAndTag_IsInTheTables()
    {
        var names = new ConcurrentDictionary<string, byte>(StringComparer.Ordinal);
        using var spans = new ActivityListener
        {
            ShouldListenTo = s => s.Name == WorkflowTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                names.TryAdd(span.OperationName, 0);
                foreach (var (tag, _) in span.TagObjects) names.TryAdd(tag, 0);
            },
        };
        ActivitySource.AddActivityListener(spans);
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name != WorkflowTelemetry.Name) return;
                names.TryAdd(instrument.Name, 0);
                listener.EnableMeasurementEvents(instrument);
            },
        };
        void Measured<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
        {
            foreach (var (tag, outcome) in tags)
            {
                names.TryAdd(tag, 0);
                if (tag is "workflow.execution.status" or "workflow.action.outcome") names.TryAdd((string)outcome!, 0);
            }
        }

        meters.SetMeasurementEventCallback<long>(Measured);
        meters.SetMeasurementEventCallback<double>(Measured);
        meters.Start();

        await RunAllOutcomesAsync();

        Assert.True(names.Count >= 20, string.Join(' ', names.Keys));
        Assert.DoesNotContain(names.Keys, name => !EmbeddingPage.Text.Contains($"`{name}`", StringComparison.Ordinal));
        Assert.Contains($"`{WorkflowTelemetry.Name}`", EmbeddingPage.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void LogMessages_EveryEventWithItsLevel_IsInTheTable()
    {
        var messages = typeof(WorkflowEngine<>).Assembly.GetTypes().SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public))
            .Select(m => m.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>().ToList();

        Assert.NotEmpty(messages);
        Assert.All(messages, m => Assert.Contains($"| {m.EventId} | {m.Level} |", EmbeddingPage.Text, StringComparison.Ordinal));
    }

    private static async Task RunAllOutcomesAsync()
    {
        using var cancellation = new CancellationTokenSource();
        var engine = WorkflowEngine<OrderContext>.Create(e => e
            .Trigger("order_placed", t => t.View(c => c.Order))
            .AddAction<NotifySettings>("notify", (call, ct) =>
            {
                if (call.Settings.Message == "cancel") cancellation.Cancel();
                ct.ThrowIfCancellationRequested();
                return call.Settings.Message == "fail" ? throw new InvalidOperationException() : ValueTask.FromResult(ActionResult.Success());
            }));
        engine.Load([new(1, 1, """
            {"name": "x", "status": "active", "trigger_type": "order_placed", "actions": [
              {"type": "notify", "when": {"field": "customer", "operator": "==", "value": "nobody"}, "config": {"message": "x"}},
              {"type": "notify", "config": {"message": "{{ customer }}"}}]}
            """)]);
        foreach (var customer in new[] { "ACME", "fail", "cancel" })
        {
            try
            {
                await engine.ProcessAsync("order_placed", new OrderContext(new Order(customer, 1, null)), cancellationToken: cancellation.Token);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                // What becomes of a cancelled execution is measured as well.
            }
        }
    }
}
