using System.Collections.Immutable;

namespace Alforis.Crm.Data.Vocabulary;

/// <summary>The words that columns of the CRM take besides the fields of organisations and deals. Where an action writes them, they are the action's.</summary>
public static class CrmChoices
{
    /// <summary>How far a task is.</summary>
    public static ImmutableArray<string> TaskStatuses { get; } = ["todo", "in_progress", "done", "cancelled"];

    /// <summary>How pressing a task is.</summary>
    public static ImmutableArray<string> TaskPriorities { get; } = Of(ActionNames.CreateTask, "priority");

    /// <summary>The kinds of activities.</summary>
    public static ImmutableArray<string> ActivityTypes { get; } = Of(ActionNames.CreateActivity, "activity_type");

    private static ImmutableArray<string> Of(string action, string setting) =>
        CrmSchema.Instance.FindAction(action)!.Settings.Single(s => string.Equals(s.Name, setting, StringComparison.Ordinal)).Choices;
}
