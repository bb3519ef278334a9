using Alforis.Crm.Data.Actions.Formats;
using Alforis.Crm.Data.Actions.Roles;
using Alforis.Crm.Data.Actions.RowWrites;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Json;
using Npgsql;

namespace Alforis.Crm.Data.Actions.AssignUser;

/// <summary>The organisations and deals that one batch assigns.</summary>
internal sealed class AssignUserBatch : IActionBatch
{
    private readonly List<AssignmentEdit> edits = [];

    public AssignUserBatch(IReadOnlyList<PendingAction> actions)
    {
        foreach (var action in actions)
        {
            var (edit, problem) = Read(action);
            if (edit is null) action.Fail(problem!);
            else edits.Add(edit);
        }
    }

    public IReadOnlyList<RowEdit> Edits => edits;

    public void Gather(BatchNeeds needs)
    {
        foreach (var edit in edits)
        {
            needs.Write(edit.Target, edit.Column);
            if (edit.Wanted.Kind == UserReferenceKind.Role) needs.Choice(edit.Turn, edit.Action);
            else needs.User(edit.Wanted, edit.Action);
        }
    }

    public void Check(BatchRows rows)
    {
        foreach (var edit in edits)
        {
            edit.CheckUsers(rows);
            edit.CheckRow(rows);
        }
    }

    public Task PerformAsync(NpgsqlTransaction transaction, CancellationToken ct) => Task.CompletedTask;

    private static (AssignmentEdit? Edit, string? Problem) Read(PendingAction action)
    {
        var (settings, problem) = SettingsJson.Read<AssignUserSettings>(action.Planned.Settings);
        if (settings is null) return (null, problem ?? "There are no settings.");
        if (action.Target is not { } target) return (null, "There is no organisation or deal to assign.");
        if (settings.Role is { } role)
        {
            return (new AssignmentEdit(action, target, UserReference.OfRole(role), RoleStrategies.Read(settings.Strategy)), null);
        }

        if (string.IsNullOrWhiteSpace(settings.User)) return (null, "There is nobody to assign: 'user' is empty.");
        return UserReference.Parse(settings.User) is { Kind: not UserReferenceKind.Role } user
            ? (new AssignmentEdit(action, target, user, default), null)
            : (null, $"'{settings.User}' is no user's number or e-mail address.");
    }
}
