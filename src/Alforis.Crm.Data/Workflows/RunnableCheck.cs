using Alforis.Crm.Data.Actions;
using Alforis.Crm.Data.Model;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Crm.Data.Workflows;

/// <summary>Whether this host can perform every action of a workflow.</summary>
internal static class RunnableCheck
{
    public static IEnumerable<Diagnostic> Check(CompiledWorkflow<CrmContext> workflow)
    {
        foreach (var action in workflow.Definition.Actions)
        {
            var name = action.Type.Text.ToLowerInvariant();
            if (DatabaseActions.Names.Contains(name)) continue;
            var (line, column) = action.Type.Locate();
            yield return new Diagnostic(
                "WF2001", DiagnosticSeverity.Error, action.Type.Pointer, line, column,
                $"This host cannot perform '{name}'.", "Leave the workflow a draft, or remove the action.");
        }
    }
}
