using System.Text.Json.Nodes;
using Alforis.Crm.Data.Actions.CallWebhook;
using Alforis.Crm.Data.Contexts;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Explaining;

namespace Alforis.Workflows.Host.Reports;

/// <summary>An action that would be performed.</summary>
/// <param name="Id">Its name within the workflow.</param>
/// <param name="Type">Its kind.</param>
/// <param name="Target">The entity that it acts on.</param>
/// <param name="OnError">What a failure means for the rest.</param>
/// <param name="Delay">How long is waited before it, as the definition writes it; <see langword="null"/> for not at all.</param>
/// <param name="DueAt">
/// The moment at which it is due when everything before it takes no time: that for which its placeholders are filled in and its <c>when</c> is asked.
/// </param>
/// <param name="Retry">How often it is tried; <see langword="null"/> when the definition says nothing of it.</param>
/// <param name="Settings">Its settings with every placeholder filled in, without what is secret in those of a call; empty when there is a problem.</param>
/// <param name="Problem">Why it would fail at once; <see langword="null"/> when it would be tried.</param>
/// <param name="Skipped">Whether its <c>when</c> does not hold, so that it would not be performed.</param>
/// <param name="When">The explanation of that <c>when</c>; <see langword="null"/> when it would be performed.</param>
internal sealed record RunAction(
    string Id, string Type, RunTarget? Target, ErrorPolicy OnError, string? Delay, DateTimeOffset DueAt, JsonNode? Retry, JsonObject Settings,
    string? Problem, bool Skipped, JsonNode? When)
{
    /// <summary>The actions in order, each as it would be when it is due, were nothing changed by then but the time.</summary>
    public static IEnumerable<RunAction> All(CompiledWorkflow<CrmContext> workflow, ContextFile file)
    {
        var due = workflow.Delay?.After(file.Now, workflow.TimeZone) ?? file.Now;
        for (var i = 0; i < workflow.Actions.Length; i++)
        {
            due = workflow.Actions[i].Delay?.After(due, workflow.TimeZone) ?? due;
            var planned = workflow.PlanAction(i, file.Context, due);
            if (planned.Type == ActionNames.CallWebhook) CallSecrets.Remove(planned.Settings);
            var explained = JsonNode.Parse(WorkflowExplainer.ExplainWhen(workflow, planned.Id, file.Context, due).ToJson())!.AsObject();
            yield return new RunAction(
                planned.Id, planned.Type, RunTarget.Of(planned.Target, file.Context), planned.OnError, workflow.Actions[i].Delay?.ToString(), due,
                explained["retry"]?.DeepClone(), planned.Settings, planned.Problem, planned.IsSkipped,
                planned.IsSkipped ? explained["when"]!.DeepClone() : null);
        }
    }
}

/// <summary>An entity.</summary>
/// <param name="EntityType"><c>organisation</c> or <c>deal</c>.</param>
/// <param name="EntityId">Its number.</param>
internal sealed record RunTarget(string EntityType, long? EntityId)
{
    public static RunTarget? Of(string? root, CrmContext context) => root switch
    {
        null => null,
        EntityNames.Deal => new(root, context.Deal?.Id),
        _ => new(root, context.Organisation?.Id),
    };
}
