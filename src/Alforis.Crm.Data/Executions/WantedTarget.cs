using Alforis.Crm.Data.Events;
using Alforis.Crm.Data.Model;
using Alforis.Workflows.Engine.Matching;

namespace Alforis.Crm.Data.Executions;

/// <summary>A workflow that is to run, for an event of no entity, for an entity that the event names.</summary>
/// <param name="Source">The event.</param>
/// <param name="Context">Its context, without the entity.</param>
/// <param name="Workflow">The workflow.</param>
/// <param name="EntityId">The entity's number; its kind is the workflow's.</param>
internal sealed record WantedTarget(CrmEvent Source, CrmContext Context, WorkflowEntry<CrmContext> Workflow, long EntityId)
{
    public string EntityType => Workflow.Workflow.Entity!;
}
