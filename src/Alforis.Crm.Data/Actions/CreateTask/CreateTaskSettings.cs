using Alforis.Crm.Data.Actions.Formats;
using Alforis.Crm.Data.Actions.Roles;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.CreateTask;

/// <summary>Settings of <c>create_task</c>.</summary>
[SettingGroup(nameof(DueDate), nameof(DueDays), Agreement = typeof(DueAgreement))]
[SettingGroup(nameof(AssignedTo), nameof(Role))]
[SettingGroup(nameof(Role), Least = 1, Beside = nameof(Strategy))]
public sealed record CreateTaskSettings
{
    /// <summary>What is to be done.</summary>
    [Setting(MaxLength = 500, Examples = ["Relancer {{ organisation.nom }}", "Relancer"])]
    public required string Title { get; init; }

    /// <summary>More about it.</summary>
    public string? Description { get; init; }

    /// <summary>A date, or an amount of time from the day the action runs, such as <c>+7 days</c>.</summary>
    [Setting(Format = typeof(DueDateFormat))]
    public string? DueDate { get; init; }

    /// <summary>Days from the day the action runs, 0 to 3650.</summary>
    [Setting(Minimum = 0, Maximum = 3650)]
    public int? DueDays { get; init; }

    /// <summary>How pressing it is; normal by default.</summary>
    [Setting(Choices = ["low", "normal", "high", "urgent"])]
    public string? Priority { get; init; }

    /// <summary>Who is to do it: a user's number or e-mail address; nobody by default.</summary>
    [Setting(AllowsNumber = true, Format = typeof(UserFormat), Aliases = ["assigned_user_id"])]
    public string? AssignedTo { get; init; }

    /// <summary>The role that one user is chosen from, to do it.</summary>
    [Setting(Choices = [RoleNames.Admin, RoleNames.Manager, RoleNames.Commercial, RoleNames.Viewer])]
    public string? Role { get; init; }

    /// <summary>
    /// How that user is chosen: <c>round_robin</c> (the default), one after another by number, over all workflows and hosts; or
    /// <c>least_busy</c>, whoever has the fewest open tasks, the lowest number at a tie.
    /// </summary>
    [Setting(Choices = [RoleStrategies.RoundRobin, RoleStrategies.LeastBusy])]
    public string? Strategy { get; init; }
}
