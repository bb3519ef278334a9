using System.Collections.Immutable;
using Alforis.Crm.Data.Events;
using Alforis.Crm.Data.Model;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Explaining;
using Alforis.Workflows.Engine.Matching;

namespace Alforis.Crm.Data.Executions;

/// <summary>A workflow about to run for an event, or to go on after a wait. Not thread-safe.</summary>
internal sealed class PendingExecution
{
    private readonly DateTimeOffset now;

    /// <summary>A new execution.</summary>
    public PendingExecution(CrmEvent source, CrmContext context, WorkflowEntry<CrmContext> workflow, IReadOnlyList<Cause> causes, DateTimeOffset now)
        : this(source, context, workflow, causes, now, ExecutionPart.First(workflow.Workflow, context, now))
    {
    }

    private PendingExecution(
        CrmEvent source, CrmContext context, WorkflowEntry<CrmContext> workflow, IReadOnlyList<Cause> causes, DateTimeOffset now, ExecutionPart part)
    {
        Source = source;
        Context = context;
        Workflow = workflow;
        Causes = causes;
        this.now = now;
        Part = part;
        Today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, workflow.Workflow.TimeZone).DateTime);
        Actions = [.. part.Actions.Select(planned => new PendingAction(this, planned))];
    }

    /// <summary>One that goes on.</summary>
    public static PendingExecution Continue(LiveExecution live, CrmContext context, WorkflowEntry<CrmContext> workflow, DateTimeOffset now)
    {
        var stepError = StepError(live, workflow);
        context = context with { Steps = EarlierSteps.Of(live) };
        var part = stepError is null
            ? ExecutionPart.From(workflow.Workflow, live.Next, live.Wakes, context, now)
            : new ExecutionPart([], live.Next, null, null);
        return new PendingExecution(live.Source, context, workflow, CauseChain.Read(live.Source.Cause), now, part)
        {
            Id = live.Id,
            Live = live,
            StepFailure = stepError,
            StepFailureCode = stepError is null ? null : live.Step!.ErrorCode,
        };
    }

    /// <summary>One that does nothing; somebody wants to know.</summary>
    /// <param name="source">The event.</param>
    /// <param name="context">Its context.</param>
    /// <param name="workflow">The workflow.</param>
    /// <param name="now">The moment of evaluation.</param>
    /// <param name="reason">Why, as a sentence; <see langword="null"/> when its conditions do not hold.</param>
    public static PendingExecution Skip(
        CrmEvent source, CrmContext context, WorkflowEntry<CrmContext> workflow, DateTimeOffset now, string? reason = null) =>
        new(source, context, workflow, [], now, new ExecutionPart([], 0, null, null)) { IsSkipped = true, StepFailure = reason };

    /// <summary>Whether it does nothing, because its conditions do not hold or for the reason that <see cref="Error"/> gives.</summary>
    public bool IsSkipped { get; private init; }

    /// <summary>How it ends, as history says it.</summary>
    public string Status => IsSkipped ? "skipped" : Error is null ? "success" : "failed";

    /// <summary>What it was before it goes on; <see langword="null"/> for a new one.</summary>
    public LiveExecution? Live { get; private init; }

    /// <summary>Its span, as W3C traceparent, when somebody listens.</summary>
    public string? TraceParent { get; set; }

    /// <summary>What it does in this transaction.</summary>
    public ExecutionPart Part { get; }

    /// <summary>How often its step is tried.</summary>
    public RetryPolicy Retry => Workflow.Workflow.Actions[Part.End].Retry ?? RetryPolicy.Default;

    /// <summary>Whether it ends with this part.</summary>
    public bool IsOver => Part.IsLast || Error is not null;

    /// <summary>The execution's number, once one is allotted.</summary>
    public long Id { get; set; }

    public CrmEvent Source { get; }

    public CrmContext Context { get; }

    public WorkflowEntry<CrmContext> Workflow { get; }

    /// <summary>The executions behind the event.</summary>
    public IReadOnlyList<Cause> Causes { get; }

    /// <summary>The date in the workflow's time zone.</summary>
    public DateOnly Today { get; }

    public ImmutableArray<PendingAction> Actions { get; }

    public string Name => Workflow.Workflow.Definition.Name;

    /// <summary>Why the execution failed or was not begun, or <see langword="null"/>.</summary>
    public string? Error => StepFailure ?? (Stopped is { } failed ? Describe(failed.Planned.Id, failed.Planned.Type, failed.Error) : null);

    /// <summary>Why the execution failed, as a <see cref="FailureCode"/>; <see langword="null"/> when it did not.</summary>
    public string? ErrorCode => StepFailure is null ? Stopped?.ErrorCode : StepFailureCode;

    /// <summary>The action whose failure has ended it.</summary>
    private PendingAction? Stopped => Actions.FirstOrDefault(a => a.State == ActionState.Failed && a.Planned.OnError == ErrorPolicy.Stop);

    /// <summary>Why the step that it waited for has ended it, or why it was not begun, or <see langword="null"/>.</summary>
    private string? StepFailure { get; init; }

    private string? StepFailureCode { get; init; }

    /// <summary>
    /// The rules of the conditions with the values that they met, as JSON. Made when it is asked for, so that an execution that is put
    /// off costs nothing.
    /// </summary>
    public string ExplainConditions() => WorkflowExplainer.RulesToJson(Workflow.Workflow, Context, now);

    /// <summary>The rules of an action's <c>when</c> with the values that they met, as JSON.</summary>
    public string ExplainWhen(PlannedAction action) => WorkflowExplainer.WhenToJson(Workflow.Workflow, action.Id, Context, now);

    /// <summary>
    /// Database actions are all or none: when one fails that must not, the others are not performed, or what they did is about to be
    /// rolled back.
    /// </summary>
    public void Settle()
    {
        if (Error is null) return;
        foreach (var action in Actions)
        {
            if (action.State is not (ActionState.Failed or ActionState.Skipped)) action.Skip();
        }
    }

    private static string? StepError(LiveExecution live, WorkflowEntry<CrmContext> workflow) =>
        live.Step is { IsDone: false } step && workflow.Workflow.Actions[live.Position].OnError == ErrorPolicy.Stop
            ? Describe(step.ActionId, step.ActionType, step.Error)
            : null;

    private static string Describe(string id, string type, string? error) => $"{id} ({type}): {error}";
}
