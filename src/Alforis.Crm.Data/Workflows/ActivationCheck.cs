using System.Collections.Immutable;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Crm.Data.WebhookTargets;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Crm.Data.Workflows;

/// <summary>
/// Refuses to activate what would not do what it says: a model to copy from, and a workflow that would call a target that is not there. What it
/// sends by e-mail templates is checked where these are stored.
/// </summary>
public static class ActivationCheck
{
    /// <summary>The codes of what it finds: a draft may have these.</summary>
    public static ImmutableArray<string> Codes { get; } =
        [CrmDiagnosticCodes.TemplateNotActivated, CrmDiagnosticCodes.UnknownTarget, CrmDiagnosticCodes.EmailTemplateUnknown, CrmDiagnosticCodes.EmailTemplateUnfit];

    /// <summary>Everything that stands against activating a workflow; empty when nothing does.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="utf8Json">The text that it was compiled from.</param>
    /// <param name="targets">The targets that there are; <see langword="null"/> leaves open which.</param>
    public static ImmutableArray<Diagnostic> Check(CompiledWorkflow<CrmContext> workflow, ReadOnlySpan<byte> utf8Json, TargetNames? targets = null)
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
            if (targets is null || made.Type != ActionNames.CallWebhook || action.Config?["target"] is not { } target) continue;
            if (target.Kind == SourceKind.String && !targets.Contains(target.Text)) found.Add(Unknown(target, target.Text, targets));
        }

        return [.. found.OrderBy(d => d.Line).ThenBy(d => d.Column)];
    }

    private static Diagnostic Unknown(SourceNode node, string name, TargetNames targets)
    {
        var (line, column) = node.Locate();
        var nearest = targets.Nearest(name);
        var cure = nearest.Count == 0 ? "There is none at all." : $"There are: {string.Join(", ", nearest.Select(n => $"'{n}'"))}.";
        return new(
            CrmDiagnosticCodes.UnknownTarget, DiagnosticSeverity.Error, node.Pointer, line, column,
            $"There is no webhook target '{name}'.", $"{cure} Targets are made with: targets create NAME URL. Until then it can be stored as a draft.")
        {
            Arguments = new() { Name = name, Allowed = nearest.Count == 0 ? null : string.Join(", ", nearest) },
        };
    }
}
