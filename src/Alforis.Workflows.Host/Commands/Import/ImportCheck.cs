using System.Collections.Immutable;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.WebhookTargets;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Host.Commands.Definitions;

namespace Alforis.Workflows.Host.Commands.Import;

/// <summary>Which status imported workflows get.</summary>
internal enum ImportStatus
{
    /// <summary>The definition's own.</summary>
    AsWritten,

    /// <summary>Active.</summary>
    Active,

    /// <summary>Draft.</summary>
    Draft,
}

/// <summary>What must hold of definitions beyond being valid, so that they can be stored.</summary>
internal static class ImportCheck
{
    /// <summary>The same files with what stands against storing them added to their diagnostics.</summary>
    public static ImmutableArray<DefinitionFile> Check(ImmutableArray<DefinitionFile> files, ImportStatus choice)
    {
        var first = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        return [.. files.Select(file => file.Workflow is { } workflow
            ? file with { Diagnostics = [.. file.Diagnostics, .. Problems(file, workflow, choice, first)] }
            : file)];
    }

    /// <summary>The same files with nothing but the targets that they would call and that are not there.</summary>
    public static ImmutableArray<DefinitionFile> CheckTargets(ImmutableArray<DefinitionFile> files, ImportStatus choice, TargetNames targets) =>
        [.. files.Select(file => file.Workflow is { } workflow && StatusOf(workflow, choice) == WorkflowStatus.Active
            ? file with { Diagnostics = ActivationCheck.Check(workflow, file.Content.Span, targets) }
            : file with { Diagnostics = [] })];

    /// <summary>The same files with what stands against their names: workflows that the system writes are not replaced.</summary>
    public static ImmutableArray<DefinitionFile> CheckNames(
        ImmutableArray<DefinitionFile> files, IReadOnlyDictionary<string, (string Target, string EventType)> subscriptions) =>
        [.. files.Select(file => subscriptions.TryGetValue(file.Workflow!.Definition.Name, out var taken)
            ? file with { Diagnostics = [.. file.Diagnostics, At(
                file, CrmDiagnosticCodes.SubscriptionName, "/name", $"The workflow of this name is the subscription of the webhook target '{taken.Target}' to {taken.EventType}.",
                $"Choose another name. The subscription is changed with: targets unsubscribe '{taken.Target}' {taken.EventType}.")] }
            : file)];

    /// <summary>The status that a workflow will have.</summary>
    public static WorkflowStatus StatusOf(CompiledWorkflow<CrmContext> workflow, ImportStatus choice) => choice switch
    {
        ImportStatus.Active => WorkflowStatus.Active,
        ImportStatus.Draft => WorkflowStatus.Draft,
        _ => workflow.Definition.Status,
    };

    private static IEnumerable<Diagnostic> Problems(
        DefinitionFile file, CompiledWorkflow<CrmContext> workflow, ImportStatus choice, Dictionary<string, string> first)
    {
        if (!first.TryAdd(workflow.Definition.Name, file.Name))
            yield return At(file, CrmDiagnosticCodes.DuplicateName, "/name", $"{first[workflow.Definition.Name]} has the same name.", "Rename one.");
        if (StatusOf(workflow, choice) != WorkflowStatus.Active) yield break;
        foreach (var diagnostic in ActivationCheck.Check(workflow, file.Content.Span)) yield return diagnostic;
    }

    private static Diagnostic At(DefinitionFile file, string code, string pointer, string message, string? suggestion)
    {
        var (line, column) = JsonPlace.Find(file.Content.Span, pointer);
        return new(code, DiagnosticSeverity.Error, pointer, line, column, message, suggestion);
    }
}
