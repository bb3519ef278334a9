using Alforis.Crm.Data.Actions.Formats;
using Alforis.Crm.Data.Actions.RowWrites;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Json;
using Npgsql;

namespace Alforis.Crm.Data.Actions.AssignUser;

/// <summary>The organisations and deals that one batch assigns.</summary>
internal sealed class AssignUserBatch : IActionBatch
{
    private readonly List<AssignmentEdit> edits = [];
    private RoleChoices? choices;

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
            if (edit.Wanted.Kind == UserReferenceKind.Role) needs.Choice(edit.Wanted, edit.Strategy, edit.Action);
            else needs.User(edit.Wanted, edit.Action);
        }
    }

    public void Check(BatchRows rows)
    {
        choices = rows.Choices;
        foreach (var edit in edits)
        {
            edit.CheckUsers(rows);
            edit.CheckRow(rows);
        }
    }

    public Task PerformAsync(NpgsqlTransaction transaction, CancellationToken ct) => choices!.WriteAsync(transaction, ct);

    private static (AssignmentEdit? Edit, string? Problem) Read(PendingAction action)
    {
        var (settings, problem) = SettingsJson.Read<AssignUserSettings>(action.Planned.Settings);
        if (settings is null) return (null, problem ?? "There are no settings.");
        if (action.Target is not { } target) return (null, "There is no organisation or deal to assign.");
        if (settings.Role is { } role)
        {
            var strategy = settings.Strategy is "least_busy" ? RoleStrategy.LeastBusy : RoleStrategy.RoundRobin;
            return (new AssignmentEdit(action, target, new UserReference(UserReferenceKind.Role, 0, role), strategy), null);
        }

        if (string.IsNullOrWhiteSpace(settings.User)) return (null, "There is nobody to assign: 'user' is empty.");
        return UserReference.Parse(settings.User) is { Kind: not UserReferenceKind.Role } user
            ? (new AssignmentEdit(action, target, user, default), null)
            : (null, $"'{settings.User}' is no user's number or e-mail address.");
    }
}
