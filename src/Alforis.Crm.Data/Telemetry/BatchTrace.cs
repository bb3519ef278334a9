using System.Diagnostics;
using Alforis.Crm.Data.Executions;

namespace Alforis.Crm.Data.Telemetry;

/// <summary>
/// The spans of a batch: one for each event that something is done for, and within it one for each execution. They begin with the
/// batch, so that what goes on later can name them, and end when it is committed; of a batch that is rolled back nobody hears. Not thread-safe.
/// </summary>
internal sealed class BatchTrace
{
    private readonly List<Activity> spans = [];

    private BatchTrace()
    {
    }

    /// <summary>Begins the spans; <see langword="null"/> when nobody listens.</summary>
    /// <param name="executions">Those that are settled, with their numbers, those of one event together.</param>
    /// <param name="startedAt">When the batch began.</param>
    public static BatchTrace? Start(IReadOnlyList<PendingExecution> executions, DateTimeOffset startedAt)
    {
        if (executions.Count == 0 || !CrmTelemetry.Source.HasListeners()) return null;
        var trace = new BatchTrace();
        var (eventId, above) = (0L, default(ActivityContext));
        foreach (var execution in executions)
        {
            if (execution.Live is { } live)
            {
                Describe(trace.Begin("workflow.continue", ActivityKind.Internal, EventTrace.Of(live), startedAt), execution);
                continue;
            }

            if (eventId != execution.Source.EventId)
            {
                eventId = execution.Source.EventId;
                above = trace.BeginEvent(execution, startedAt);
            }

            var span = trace.Begin("workflow.execute", ActivityKind.Internal, above, startedAt);
            execution.TraceParent = span?.Id;
            Describe(span, execution);
        }

        return trace;
    }

    /// <summary>Ends the spans; what is above others last.</summary>
    public void End()
    {
        var current = Activity.Current;
        for (var i = spans.Count - 1; i >= 0; i--) spans[i].Dispose();
        Activity.Current = current;
    }

    private ActivityContext BeginEvent(PendingExecution execution, DateTimeOffset startedAt)
    {
        var source = execution.Source;
        var context = EventTrace.Of(source.EventId, source.OccurredAt);
        var span = Begin("workflow.event", ActivityKind.Consumer, context, startedAt);
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag("workflow.event.id", source.EventId)
                .SetTag("workflow.event.types", source.Types)
                .SetTag("workflow.entity.type", source.EntityType)
                .SetTag("workflow.entity.id", source.EntityId);
        }

        return span?.Context ?? context;
    }

    private Activity? Begin(string name, ActivityKind kind, ActivityContext above, DateTimeOffset startedAt)
    {
        // Without a span above, what is current would become it; and nothing that the batch does in between belongs to one of its events.
        var current = Activity.Current;
        Activity.Current = null;
        var span = CrmTelemetry.Source.StartActivity(name, kind, above, startTime: startedAt);
        Activity.Current = current;
        if (span is not null) spans.Add(span);
        return span;
    }

    private static void Describe(Activity? span, PendingExecution execution)
    {
        if (span is not { IsAllDataRequested: true }) return;
        var workflow = execution.Workflow;
        var status = !execution.IsOver ? "waiting" : DispatchTelemetry.StatusWord(execution.Status);
        span.SetTag("workflow.id", workflow.Id)
            .SetTag("workflow.version", workflow.Version)
            .SetTag("workflow.name", workflow.Workflow.Definition.Name)
            .SetTag(CrmTelemetry.Trigger, workflow.Workflow.TriggerType)
            .SetTag("workflow.execution.id", execution.Id)
            .SetTag(CrmTelemetry.Status, status);
        if (status == "failed") span.SetStatus(ActivityStatusCode.Error);
    }
}
