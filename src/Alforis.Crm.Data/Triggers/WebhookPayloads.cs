using Alforis.Crm.Data.Model;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Crm.Data.Triggers;

/// <summary>Whether what a webhook brought is what a workflow wants. Thread-safe.</summary>
public static class WebhookPayloads
{
    /// <summary>Asked after the trigger's filter and before the conditions, as the service does. The work is bounded.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="context">The event's context.</param>
    /// <returns>
    /// What of the payload is not as the workflow's <c>payload_schema</c> wants it, as a sentence that says where; <see langword="null"/> when all is, and
    /// when there is no payload or no schema.
    /// </returns>
    public static string? FindProblem(CompiledWorkflow<CrmContext> workflow, CrmContext context)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(context);
        return context.Webhook is { } payload ? WebhookExpectation.Of(workflow).Check(payload) : null;
    }
}
