using System.Collections.Immutable;
using Alforis.Crm.Data.Actions;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Steps;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Crm.Data.Workflows;

/// <summary>
/// Refuses to activate what would not do what it says: a model to copy from, and a workflow whose actions would not all be performed. What it
/// sends by e-mail templates is checked where these are stored.
/// </summary>
public static class ActivationCheck
{
    private const string Cure = "It can be stored as a draft.";

    /// <summary>The codes of what it finds: a draft may have these.</summary>
    public static ImmutableArray<string> Codes { get; } =
        [
            CrmDiagnosticCodes.TemplateNotActivated, CrmDiagnosticCodes.ActionNotPerformed, CrmDiagnosticCodes.EmailTemplateUnknown,
            CrmDiagnosticCodes.EmailTemplateUnfit,
        ];

    /// <summary>Everything that stands against activating a workflow; empty when nothing does.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="utf8Json">The text that it was compiled from.</param>
    public static ImmutableArray<Diagnostic> Check(CompiledWorkflow<CrmContext> workflow, ReadOnlySpan<byte> utf8Json)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        var definition = workflow.Definition;
        if (definition.IsTemplate)
        {
            const string pointer = "/is_template";
            var (line, column) = JsonPlace.Find(utf8Json, pointer);
            found.Add(new(
                CrmDiagnosticCodes.TemplateNotActivated, DiagnosticSeverity.Error, pointer, line, column,
                "A template is a model to copy from and is never active.", "Remove \"is_template\", or store it as a draft."));
        }

        foreach (var (action, made) in definition.Actions.Zip(workflow.Actions))
        {
            if (!DatabaseActions.Names.Contains(made.Type) && !OutsideActions.Names.Contains(made.Type))
                found.Add(At(action.Type, CrmDiagnosticCodes.ActionNotPerformed, $"This version does not perform '{made.Type}'."));
            if (made.Type == ActionNames.CallWebhook && action.Config?["target"] is { } target)
                found.Add(At(target, CrmDiagnosticCodes.ActionNotPerformed, "This version cannot call stored webhook targets. Write the address as 'url' instead of 'target'."));
        }

        return [.. found.OrderBy(d => d.Line).ThenBy(d => d.Column)];
    }

    private static Diagnostic At(SourceNode node, string code, string message)
    {
        var (line, column) = node.Locate();
        return new(code, DiagnosticSeverity.Error, node.Pointer, line, column, message, Cure);
    }
}
