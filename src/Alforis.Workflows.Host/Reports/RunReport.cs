using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Alforis.Crm.Data.Contexts;
using Alforis.Crm.Data.Model;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Explaining;

namespace Alforis.Workflows.Host.Reports;

/// <summary>What <c>run</c> prints.</summary>
/// <param name="Workflow">The workflow's name.</param>
/// <param name="Events">What the context is.</param>
/// <param name="Now">The moment of evaluation.</param>
/// <param name="Fires">Whether the workflow fires.</param>
/// <param name="Obstacle">What stops it; <see langword="null"/> when it fires.</param>
/// <param name="Explanation">Every filter and condition with its answer; <see langword="null"/> when they are not asked, for the event is of another kind.</param>
/// <param name="Wait">How long it waits before it acts; <see langword="null"/> when it does not, or does not fire.</param>
/// <param name="Unanswered">Paths to answers of calls that actions read: null here, since nobody is called.</param>
/// <param name="Actions">What it would do and what it would skip, in order; empty when it does not fire.</param>
internal sealed record RunReport(
    string Workflow, ImmutableArray<string> Events, DateTimeOffset Now, bool Fires, RunObstacle? Obstacle, JsonNode? Explanation, RunWait? Wait,
    ImmutableArray<string> Unanswered, ImmutableArray<RunAction> Actions)
{
    public static RunReport Make(CompiledWorkflow<CrmContext> workflow, ContextFile file, RunObstacle? obstacle)
    {
        var explanation = RunVerdict.AreConditionsAsked(obstacle)
            ? JsonNode.Parse(WorkflowExplainer.Explain(workflow, file.Context, file.Now).ToJson())
            : null;
        return new(
            workflow.Definition.Name, file.Triggers, file.Now, obstacle is null, obstacle, explanation,
            obstacle is null ? RunWait.Of(workflow, file) : null, obstacle is null ? RunAnswers.ReadBy(workflow) : [], obstacle is null ? [.. RunAction.All(workflow, file)] : []);
    }
}
