using System.Collections.Immutable;
using Alforis.Crm.Data.Events;
using Alforis.Crm.Data.Model;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Explaining;
using Alforis.Workflows.Engine.Matching;

namespace Alforis.Crm.Data.Executions;

/// <summary>A workflow about to run for an event. Not thread-safe.</summary>
internal sealed class PendingExecution
{
    private readonly DateTimeOffset now;

    public PendingExecution(CrmEvent source, CrmContext context, WorkflowEntry<CrmContext> workflow, IReadOnlyList<Cause> causes, DateTimeOffset now)
    {
        Source = source;
        Context = context;
        Workflow = workflow;
        Causes = causes;
        this.now = now;
        Today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, workflow.Workflow.TimeZone).DateTime);
        Actions = [.. workflow.Workflow.Plan(context, now).Select(planned => new PendingAction(this, planned))];
    }

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

    /// <summary>Why the execution failed, or <see langword="null"/>.</summary>
    public string? Error => Actions.FirstOrDefault(a => a.State == ActionState.Failed && a.Planned.OnError == ErrorPolicy.Stop) is { } failed
        ? $"{failed.Planned.Id} ({failed.Planned.Type}): {failed.Error}"
        : null;

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
}
