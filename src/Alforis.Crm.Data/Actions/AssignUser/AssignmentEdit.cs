using System.Globalization;
using System.Text.Json.Nodes;
using Alforis.Crm.Data.Actions.Formats;
using Alforis.Crm.Data.Actions.Roles;
using Alforis.Crm.Data.Actions.RowWrites;
using Alforis.Crm.Data.Executions;

namespace Alforis.Crm.Data.Actions.AssignUser;

/// <summary>
/// Puts a user in charge. One named is put in charge whoever was before; by role somebody is chosen only when nobody who is active and
/// has that role is in charge already, so that an account does not change hands with every event. Not thread-safe.
/// </summary>
internal sealed class AssignmentEdit(PendingAction action, EntityReference target, UserReference wanted, RoleStrategy strategy)
    : RowEdit(action, target, RowTable.AssignedTo)
{
    private RoleChoices? choices;
    private long userId;
    private Action? undo;

    public UserReference Wanted => wanted;

    /// <summary>How one of the role is chosen.</summary>
    public RoleTurn Turn => new(wanted, RolePurpose.Charge, strategy);

    /// <summary>Finds the user, or those of the role.</summary>
    public void CheckUsers(BatchRows rows)
    {
        choices = rows.Choices;
        var (users, problem) = rows.Users.Find(wanted);
        if (problem is not null) Action.Fail(problem, FailureCode.UserUnavailable);
        else userId = users[0];
    }

    public override (object? Value, string? Problem) Work(object? current)
    {
        var before = current is decimal number ? (long?)number : null;
        if (wanted.Kind == UserReferenceKind.Role)
        {
            if (before is { } incumbent && choices!.Has(wanted, incumbent)) userId = incumbent;
            else (userId, undo) = choices!.Choose(Turn);
        }

        if (userId != before) choices!.Count(RolePurpose.Charge, userId, 1);
        Result = new JsonObject
        {
            ["user_id"] = userId,
            ["previous_user_id"] = before is null ? null : JsonValue.Create(before.Value),
            ["changed"] = userId != before,
        };
        return (Convert.ToDecimal(userId, CultureInfo.InvariantCulture), null);
    }

    public override void Undo()
    {
        if (Result?["changed"]?.GetValue<bool>() == true) choices!.Count(RolePurpose.Charge, userId, -1);
        undo?.Invoke();
    }
}
