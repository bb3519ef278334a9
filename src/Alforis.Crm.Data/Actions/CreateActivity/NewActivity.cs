using Alforis.Crm.Data.Executions;

namespace Alforis.Crm.Data.Actions.CreateActivity;

/// <summary>An activity about to be created. Not thread-safe.</summary>
internal sealed class NewActivity(PendingAction action, CreateActivitySettings settings, EntityReference target)
{
    public PendingAction Action => action;

    public CreateActivitySettings Settings => settings;

    public EntityReference Target => target;

    public long OrganisationId { get; set; }
}
