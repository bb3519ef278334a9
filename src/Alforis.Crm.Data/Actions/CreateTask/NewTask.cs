using Alforis.Crm.Data.Actions.Formats;
using Alforis.Crm.Data.Executions;

namespace Alforis.Crm.Data.Actions.CreateTask;

/// <summary>A task about to be created. Not thread-safe.</summary>
internal sealed class NewTask(PendingAction action, CreateTaskSettings settings)
{
    public PendingAction Action => action;

    public CreateTaskSettings Settings => settings;

    public DateOnly? DueDate { get; set; }

    public UserReference? Assignee { get; set; }

    public long? AssigneeId { get; set; }

    public long? OrganisationId { get; set; }

    public long? DealId { get; set; }
}
