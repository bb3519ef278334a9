using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Alforis.Crm.Data.Contexts;
using Alforis.Crm.Data.Model;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Explaining;

namespace Alforis.Workflows.Host.Commands.Run;

/// <summary>What <c>run</c> prints.</summary>
/// <param name="Workflow">The workflow's name.</param>
/// <param name="Events">What the context is.</param>
/// <param name="Now">The moment of evaluation.</param>
/// <param name="Fires">Whether the workflow fires.</param>
/// <param name="Obstacle">What stops it; <see langword="null"/> when it fires.</param>
/// <param name="Explanation">Every filter and condition with its answer; <see langword="null"/> when they are not asked, for the event is of another kind.</param>
/// <param name="Actions">What it would do and what it would skip, in order; empty when it does not fire.</param>
internal sealed record RunReport(
    string Workflow, ImmutableArray<string> Events, DateTimeOffset Now, bool Fires, RunObstacle? Obstacle, JsonNode? Explanation, ImmutableArray<RunAction> Actions)
{
    public static RunReport Make(CompiledWorkflow<CrmContext> workflow, ContextFile file, RunObstacle? obstacle)
    {
        var actions = obstacle is null ? workflow.Plan(file.Context, file.Now) : [];
        var explanation = RunVerdict.AreConditionsAsked(obstacle)
            ? JsonNode.Parse(WorkflowExplainer.Explain(workflow, file.Context, file.Now).ToJson())
            : null;
        JsonNode? When(PlannedAction action) => action.IsSkipped
            ? JsonNode.Parse(WorkflowExplainer.ExplainWhen(workflow, action.Id, file.Context, file.Now).ToJson())!["when"]!.DeepClone()
            : null;
        return new(
            workflow.Definition.Name, file.Triggers, file.Now, obstacle is null, obstacle, explanation,
            [.. actions.Select(a => new RunAction(a.Id, a.Type, Target(a.Target, file.Context), a.OnError, a.Settings, a.Problem, a.IsSkipped, When(a)))]);
    }

    private static RunTarget? Target(string? root, CrmContext context) => root switch
    {
        null => null,
        EntityNames.Deal => new(root, context.Deal?.Id),
        _ => new(root, context.Organisation?.Id),
    };
}

/// <summary>An action that would be performed.</summary>
/// <param name="Id">Its name within the workflow.</param>
/// <param name="Type">Its kind.</param>
/// <param name="Target">The entity that it acts on.</param>
/// <param name="OnError">What a failure means for the rest.</param>
/// <param name="Settings">Its settings with every placeholder filled in; empty when there is a problem.</param>
/// <param name="Problem">Why it would fail at once; <see langword="null"/> when it would be tried.</param>
/// <param name="Skipped">Whether its <c>when</c> does not hold, so that it would not be performed.</param>
/// <param name="When">The explanation of that <c>when</c>; <see langword="null"/> when it would be performed.</param>
internal sealed record RunAction(
    string Id, string Type, RunTarget? Target, ErrorPolicy OnError, JsonObject Settings, string? Problem, bool Skipped, JsonNode? When);

/// <summary>An entity.</summary>
/// <param name="EntityType"><c>organisation</c> or <c>deal</c>.</param>
/// <param name="EntityId">Its number.</param>
internal sealed record RunTarget(string EntityType, long? EntityId);
