using Alforis.Crm.Data.Executions;

namespace Alforis.Crm.Data.Actions.AddTag;

/// <summary>One action's tags for one row. Not thread-safe.</summary>
internal sealed class Tagging(PendingAction action, EntityReference target, IReadOnlyList<string> tags)
{
    public PendingAction Action => action;

    public EntityReference Target => target;

    public IReadOnlyList<string> Tags => tags;

    public TargetRow? Row { get; set; }
}
