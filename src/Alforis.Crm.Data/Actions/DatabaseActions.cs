using System.Collections.Frozen;
using System.Collections.Immutable;
using Alforis.Crm.Data.Actions.AddTag;
using Alforis.Crm.Data.Actions.AssignUser;
using Alforis.Crm.Data.Actions.CreateActivity;
using Alforis.Crm.Data.Actions.CreateTask;
using Alforis.Crm.Data.Actions.SendNotification;
using Alforis.Crm.Data.Actions.UpdateField;

namespace Alforis.Crm.Data.Actions;

/// <summary>The actions that are performed inside the database.</summary>
public static class DatabaseActions
{
    /// <summary>Their names, as definitions write them.</summary>
    public static FrozenSet<string> Names { get; } = All.Select(a => a.Name).ToFrozenSet(StringComparer.Ordinal);

    internal static ImmutableArray<IDatabaseAction> All =>
    [
        new CreateTaskAction(), new SendNotificationAction(), new AddTagAction(), new UpdateFieldAction(), new AssignUserAction(),
        new CreateActivityAction(),
    ];
}
