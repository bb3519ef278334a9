using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Definitions;

namespace Alforis.Workflows.Engine.Analysis;

/// <summary>The stage between binding and compiling: warns of what is well-formed and cannot be meant.</summary>
internal static class WorkflowAnalysis
{
    /// <summary>Warns of conditions that can never hold, or always do, of the workflow and of its actions.</summary>
    public static void Report(BoundWorkflow workflow, DiagnosticBag diagnostics)
    {
        var entity = workflow.View.Entity;
        new ConditionAnalysis(entity, diagnostics, "The workflow never fires.").Check([workflow.Filter], workflow.Condition);
        var hasWaited = workflow.Delay is not null;
        foreach (var action in workflow.Actions)
        {
            // What held when the workflow fired need not hold any more after a wait.
            hasWaited |= action.Delay is not null;
            BoundCondition[] before = hasWaited ? [] : [workflow.Filter, workflow.Condition];
            if (action.When is { } when) new ConditionAnalysis(entity, diagnostics, "The action never runs.").Check(before, when);
        }
    }
}
