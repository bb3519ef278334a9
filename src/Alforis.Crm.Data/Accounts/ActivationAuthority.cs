using System.Collections.Immutable;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Crm.Data.Accounts;

/// <summary>
/// Holds workflows to the rights of whoever activates them: a workflow does nothing that this person may not do by hand. Whom the column
/// <c>activated_by</c> does not name is the operator on the command line, who may do everything.
/// </summary>
public static class ActivationAuthority
{
    /// <summary>The actions that the user may not have done; empty when nothing stands against it.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="authority">Whoever activates it, or has activated it.</param>
    /// <returns>Errors, at the actions' types, in the order of the actions.</returns>
    public static ImmutableArray<Diagnostic> Check(CompiledWorkflow<CrmContext> workflow, Authority authority)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(authority);
        if (!authority.IsActive)
        {
            return
            [
                new(CrmDiagnosticCodes.NotPermitted, DiagnosticSeverity.Error, "", 1, 1, $"{authority.Name}, who activated it, is disabled.",
                    "Have somebody activate it who may do what it does.") { Arguments = new() { Name = authority.Name } },
            ];
        }

        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var (written, action) in workflow.Definition.Actions.Zip(workflow.Actions))
        {
            var lacking = ActionPermissions.Of(action).Where(p => !authority.Permissions.Contains(p)).ToList();
            if (lacking.Count == 0) continue;
            var (line, column) = written.Type.Locate();
            found.Add(new(
                CrmDiagnosticCodes.NotPermitted, DiagnosticSeverity.Error, written.Type.Pointer, line, column,
                $"{authority.Name} may not have '{action.Type}' done: it needs {string.Join(" and ", lacking.Select(p => $"'{p}'"))}.",
                "Have somebody activate it who may, or take the action out.")
                {
                    Arguments = new() { Name = authority.Name, Owner = action.Type, Permission = string.Join(", ", lacking) },
                });
        }

        return found.ToImmutable();
    }
}
