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
        foreach (var action in workflow.Actions)
        {
            if (action.When is { } when) new ConditionAnalysis(entity, diagnostics, "The action never runs.").Check([workflow.Filter, workflow.Condition], when);
        }
    }
}
