using Alforis.Crm.Data.Actions.Formats;
using Alforis.Crm.Data.Actions.Roles;
using Alforis.Crm.Data.Executions;

namespace Alforis.Crm.Data.Actions.CreateTask;

/// <summary>A task about to be created. Not thread-safe.</summary>
internal sealed class NewTask(PendingAction action, CreateTaskSettings settings) : IUserChoice
{
    private RoleChoices? choices;
    private Action? undo;

    public PendingAction Action => action;

    public CreateTaskSettings Settings => settings;

    public DateOnly? DueDate { get; set; }

    /// <summary>Who is to do it; a role when one of its users is to be chosen.</summary>
    public UserReference? Assignee { get; set; }

    public long? AssigneeId { get; private set; }

    public long? OrganisationId { get; set; }

    public long? DealId { get; set; }

    /// <summary>How one of the role is chosen; <see langword="null"/> where a user is named, or nobody.</summary>
    public RoleTurn? Turn =>
        Assignee is { Kind: UserReferenceKind.Role } role ? new RoleTurn(role, RolePurpose.Task, RoleStrategies.Read(settings.Strategy)) : null;

    /// <summary>Finds the user, or those of the role.</summary>
    public void CheckUsers(BatchRows rows)
    {
        if (Assignee is not { } assignee) return;
        choices = rows.Choices;
        var (users, problem) = rows.Users.Find(assignee);
        if (problem is not null) action.Fail($"The task cannot be assigned. {problem}", FailureCode.UserUnavailable);
        else if (Turn is null) AssigneeId = users[0];
    }

    public void Choose()
    {
        if (Turn is { } turn) (AssigneeId, undo) = choices!.Choose(turn);
        if (AssigneeId is { } user) choices!.Count(RolePurpose.Task, user, 1);
    }

    public void Undo()
    {
        if (AssigneeId is { } user) choices!.Count(RolePurpose.Task, user, -1);
        undo?.Invoke();
    }
}
