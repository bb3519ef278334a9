using System.Globalization;
using Alforis.Crm.Data.Contexts;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Triggers;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Workflows.Host.Reports;

/// <summary>Why a workflow does not fire on an event.</summary>
internal enum RunObstacle
{
    /// <summary>The event is of another kind.</summary>
    Trigger,

    /// <summary>The workflow runs once per entity of a kind, and the event has none of it.</summary>
    Entity,

    /// <summary>A filter in the trigger's settings stops it.</summary>
    Filter,

    /// <summary>The payload of the webhook is not as the workflow wants it.</summary>
    Payload,

    /// <summary>The conditions do not hold.</summary>
    Conditions,
}

/// <summary>Asks a workflow the questions that the service asks, in the same order.</summary>
internal static class RunVerdict
{
    /// <summary>What stops the workflow, or <see langword="null"/> when it fires.</summary>
    public static RunObstacle? Find(CompiledWorkflow<CrmContext> workflow, ContextFile file)
    {
        if (!file.Triggers.Contains(workflow.TriggerType, StringComparer.Ordinal)) return RunObstacle.Trigger;
        if (!string.Equals(workflow.Entity, file.Context.Trigger.EntityType, StringComparison.Ordinal)) return RunObstacle.Entity;
        if (!workflow.PassesFilter(file.Context, file.Now)) return RunObstacle.Filter;
        if (WebhookPayloads.FindProblem(workflow, file.Context) is not null) return RunObstacle.Payload;
        return workflow.MeetsConditions(file.Context, file.Now) ? null : RunObstacle.Conditions;
    }

    /// <summary>Whether filter and conditions have an answer: an event of another kind, or with a wrong payload, does not get as far.</summary>
    public static bool AreConditionsAsked(RunObstacle? obstacle) => obstacle is not (RunObstacle.Trigger or RunObstacle.Entity or RunObstacle.Payload);

    /// <summary>The verdict as a sentence, in French when that is the culture's language, else in English.</summary>
    public static string Explain(CompiledWorkflow<CrmContext> workflow, ContextFile file, RunObstacle? obstacle, CultureInfo culture) =>
        culture.TwoLetterISOLanguageName == "fr" ? InFrench(workflow, file, obstacle) : InEnglish(workflow, file, obstacle);

    private static string InEnglish(CompiledWorkflow<CrmContext> workflow, ContextFile file, RunObstacle? obstacle)
    {
        var name = $"'{workflow.Definition.Name}'";
        return obstacle switch
        {
            null => $"{name} fires.",
            RunObstacle.Trigger => $"{name} does not fire: it waits for {workflow.TriggerType}, and this is {string.Join(" and ", file.Triggers)}.",
            RunObstacle.Entity when workflow.Entity is null => $"{name} does not fire: it runs for no entity, and this context has one.",
            RunObstacle.Entity => $"{name} does not fire: it runs for each {workflow.Entity}, and this context has none.",
            RunObstacle.Filter => $"{name} does not fire: the filter in its trigger_config does not let this event through.",
            RunObstacle.Payload => $"{name} does not fire. {WebhookPayloads.FindProblem(workflow, file.Context)}",
            _ => $"{name} does not fire: its conditions do not hold.",
        };
    }

    private static string InFrench(CompiledWorkflow<CrmContext> workflow, ContextFile file, RunObstacle? obstacle)
    {
        var name = $"«\u00A0{workflow.Definition.Name}\u00A0»";
        return obstacle switch
        {
            null => $"{name} se déclenche.",
            RunObstacle.Trigger => $"{name} ne se déclenche pas\u00A0: il attend {workflow.TriggerType}, et ceci est {string.Join(" et ", file.Triggers)}.",
            RunObstacle.Entity when workflow.Entity is null => $"{name} ne se déclenche pas\u00A0: il s'exécute sans entité, et ce contexte en a une.",
            RunObstacle.Entity => $"{name} ne se déclenche pas\u00A0: il s'exécute pour chaque {workflow.Entity}, et ce contexte n'en a pas.",
            RunObstacle.Filter => $"{name} ne se déclenche pas\u00A0: le filtre de son trigger_config ne laisse pas passer cet événement.",
            RunObstacle.Payload => $"{name} ne se déclenche pas\u00A0: son payload_schema n'accepte pas ces données. ({WebhookPayloads.FindProblem(workflow, file.Context)})",
            _ => $"{name} ne se déclenche pas\u00A0: ses conditions ne sont pas remplies.",
        };
    }
}
