using System.Diagnostics;
using Alforis.Crm.Data.Dispatching;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Steps;
using Alforis.Crm.Data.Telemetry;
using Alforis.Crm.Data.Tests.Dispatching;
using Alforis.Crm.Data.Tests.Steps;
using Alforis.Crm.Data.Vocabulary;

namespace Alforis.Crm.Data.Tests.Telemetry;

public sealed class DispatchTelemetryTests
{
    private const string Note = """[{"type": "create_activity", "config": {"type": "note", "title": "vu"}}]""";
    private const string Refused = """[{"type": "update_field", "config": {"entity_type": "organisation", "field": "country_code", "value": "France"}}]""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dispatch_Batch_IsMeasuredWithWhatItHandled()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Un", "deal_updated", Note);
        await host.AddWorkflowAsync("Deux", "deal_updated", Note);
        await host.Database.ExecuteAsync("UPDATE deals SET nom = nom || 'x'; UPDATE organisations SET nom = nom || 'x'");
        using var observer = new Observer();

        var report = await host.DrainAsync();

        Assert.Equal((2, 2), (report.Events, report.Executions));
        Assert.Equal(2, observer.Sum("workflow.events", "workflow.event.outcome=handled"));
        Assert.Equal(2, observer.Sum("workflow.executions", "workflow.trigger=deal_updated workflow.execution.status=succeeded"));
        Assert.Equal(2, observer.Sum("workflow.batch.size", "workflow.batch.kind=events"));
        Assert.InRange(observer.Sum("workflow.batch.duration", "workflow.batch.kind=events"), 0.0001, 60);
        Assert.DoesNotContain(observer.Measurements, m => m.Tags.Contains("=1 ", StringComparison.Ordinal) || m.Tags.EndsWith("=1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Dispatch_HeldAndUnreadableEvents_AreCountedAsSuch()
    {
        await using var host = await DispatchHost.CreateAsync();
        await host.AddWorkflowAsync("Un", "deal_updated", Note);
        await host.Database.ExecuteAsync("UPDATE deals SET nom = nom || 'x' WHERE id = @Deal", new { host.Deal });
        await host.Database.ExecuteAsync("UPDATE workflow.events SET after = after || '{\"montant\": \"beaucoup\"}'");
        using var observer = new Observer();
        var pass = host.NewPass(new DispatchOptions { MostAttempts = 2 });

        await pass.RunAsync(Cancellation);
        await host.Database.ExecuteAsync("UPDATE workflow.event_queue SET not_before = NULL");
        await pass.RunAsync(Cancellation);

        Assert.Equal(1, observer.Sum("workflow.events", "workflow.event.outcome=failed"));
        Assert.Equal(1, observer.Sum("workflow.events", "workflow.event.outcome=parked"));
        Assert.Equal(0, observer.Sum("workflow.events", "workflow.event.outcome=handled"));
        Assert.DoesNotContain(observer.Spans, s => s.OperationName is "workflow.event" or "workflow.execute");
    }

    [Fact]
    public async Task Dispatch_Event_IsATraceWithASpanForEachExecution()
    {
        await using var host = await DispatchHost.CreateAsync();
        var good = await host.AddWorkflowAsync("Bon", "deal_updated", Note);
        var bad = await host.AddWorkflowAsync("Mauvais", "deal_updated", Refused);
        await host.Database.ExecuteAsync("UPDATE deals SET nom = nom || 'x' WHERE id = @Deal", new { host.Deal });
        using var observer = new Observer();
        using var around = new Activity("around").Start();

        await host.DrainAsync();

        Assert.Same(around, Activity.Current);
        var root = Assert.Single(observer.Spans, s => s.OperationName == "workflow.event");
        Assert.Equal(default, root.ParentSpanId);
        Assert.Equal(host.Deal, root.GetTagItem("workflow.entity.id"));
        var executions = observer.Spans.Where(s => s.OperationName == "workflow.execute").ToDictionary(s => (long)s.GetTagItem("workflow.id")!);
        Assert.All(executions.Values, s => Assert.Equal((root.TraceId, root.SpanId), (s.TraceId, s.ParentSpanId)));
        Assert.Equal("succeeded", executions[good].GetTagItem("workflow.execution.status"));
        Assert.Equal(("failed", ActivityStatusCode.Error), (executions[bad].GetTagItem("workflow.execution.status"), executions[bad].Status));
        Assert.Equal(
            (await host.ExecutionsAsync()).Select(e => e.Id).Order(),
            executions.Values.Select(s => (long)s.GetTagItem("workflow.execution.id")!).Order());
        Assert.All(executions.Values, s => Assert.InRange(s.StartTimeUtc, root.StartTimeUtc, root.StartTimeUtc + root.Duration));
    }

    /// <summary>The parts run by themselves, as on hosts apart: all that they share is the database.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Step_OnAnotherHost_BelongsToTheTraceOfItsEvent(bool heardFromTheBeginning)
    {
        await using var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", $"[{StepHost.Webhook}]");
        await host.Crm.SignAsync();
        Activity? execution = null;
        if (!heardFromTheBeginning) await host.Crm.DrainAsync();
        var (eventId, occurredAt) = Assert.Single(await host.Crm.Database.QueryAsync<(long, DateTime)>("SELECT event_id, occurred_at FROM workflow.events"));
        var trace = EventTrace.Of(eventId, new DateTimeOffset(occurredAt.ToUniversalTime())).TraceId;
        if (heardFromTheBeginning)
        {
            using var dispatcher = new Observer();
            await host.Crm.DrainAsync();
            execution = Assert.Single(dispatcher.Spans, s => s.OperationName == "workflow.execute");
            Assert.Equal((trace, "waiting"), (execution.TraceId, execution.GetTagItem("workflow.execution.status")));
        }

        using var worker = new Observer();
        ActivityContext? seen = null;
        await RunWorkerAsync(host, () =>
        {
            seen = Activity.Current?.Context;
            return StepResult.Success();
        });
        await host.ContinueAsync();

        var step = Assert.Single(worker.Spans, s => s.OperationName == "workflow.step");
        Assert.Equal((trace, "success"), (step.TraceId, step.GetTagItem("workflow.step.outcome")));
        Assert.Equal(step.Context.SpanId, seen?.SpanId);
        Assert.Equal(execution?.SpanId ?? default, step.ParentSpanId);
        var end = Assert.Single(worker.Spans, s => s.OperationName == "workflow.continue");
        Assert.Equal((trace, execution?.SpanId ?? default, "succeeded"), (end.TraceId, end.ParentSpanId, end.GetTagItem("workflow.execution.status")));
        Assert.Equal(1, worker.Sum("workflow.executions", "workflow.trigger=deal_stage_changed workflow.execution.status=succeeded"));
        Assert.Equal(1, worker.Sum("workflow.batch.size", "workflow.batch.kind=executions"));
    }

    [Fact]
    public async Task Worker_Attempts_AreCountedByOutcome()
    {
        await using var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", $"[{StepHost.Webhook}]");
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();
        using var observer = new Observer();

        await RunWorkerAsync(host, () => StepResult.Transient(FailureCode.WebhookRefused, "Plus tard."));
        await host.HurryAsync();
        await RunWorkerAsync(host, () => StepResult.Permanent(FailureCode.WebhookRefused, "Non."));

        const string kind = "workflow.action.type=call_webhook workflow.step.outcome=";
        Assert.Equal(1, observer.Sum("workflow.step.attempts", kind + "retried"));
        Assert.Equal(1, observer.Sum("workflow.step.attempts", kind + "failed"));
        Assert.Equal(2, observer.Measurements.Count(m => m.Name == "workflow.step.duration"));
        Assert.All(observer.Spans.Where(s => s.OperationName == "workflow.step"), s => Assert.Equal(ActivityStatusCode.Error, s.Status));
    }

    [Fact]
    public async Task Gauges_AreReadOnceAndSeenByAll()
    {
        await using var database = await Databases.CreateAsync();
        await database.ExecuteAsync(
            """
            INSERT INTO workflow.event_queue (event_id, lane, occurred_at) VALUES (1, 0, now() - interval '1 hour'), (2, 0, now());
            INSERT INTO workflow.event_queue (event_id, lane, not_before) VALUES (3, 0, now() + interval '1 hour');
            INSERT INTO workflow.event_queue (event_id, lane, parked_at) VALUES (4, 0, now());
            """);
        var clock = new MovingClock();
        using var gauges = new ServiceGauges(database.DataSource, clock);
        using var observer = new Observer(spans: false);
        Assert.True(gauges.AreObserved);
        observer.Observe();
        Assert.DoesNotContain(observer.Measurements, m => m.Name == "workflow.queue.events");

        await gauges.RefreshAsync(Cancellation);
        await database.ExecuteAsync("DELETE FROM workflow.event_queue");
        observer.Observe();

        Assert.Equal(2, observer.Sum("workflow.queue.events", "workflow.queue.state=due"));
        Assert.Equal(1, observer.Sum("workflow.queue.events", "workflow.queue.state=put_off"));
        Assert.Equal(1, observer.Sum("workflow.queue.events", "workflow.queue.state=parked"));
        Assert.InRange(observer.Sum("workflow.queue.oldest_age", ""), 3600, 3700);
        Assert.Equal(4, observer.Measurements.Count(m => m.Name == "workflow.steps.unfinished"));
        observer.Measurements.Clear();
        clock.Advance(TimeSpan.FromMinutes(2));
        observer.Observe();
        Assert.DoesNotContain(observer.Measurements, m => m.Name == "workflow.queue.events");
    }

    private static async Task RunWorkerAsync(StepHost host, Func<StepResult> answer)
    {
        var receiver = new Receiver(ActionNames.CallWebhook) { Answer = (_, _) => ValueTask.FromResult(answer()) };
        using var stopping = new CancellationTokenSource();
        var run = host.NewWorker(new StepOptions(), receiver).RunAsync(stopping.Token, Cancellation);
        await Poll.UntilAsync(async () => !receiver.Arrived.IsEmpty && await host.Crm.Database.ScalarAsync<bool>("SELECT NOT EXISTS (SELECT FROM workflow.steps WHERE status = 'running')"));
        await stopping.CancelAsync();
        await run;
    }

    private sealed class MovingClock : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now;

        public void Advance(TimeSpan by) => now += by.Ticks;
    }
}
