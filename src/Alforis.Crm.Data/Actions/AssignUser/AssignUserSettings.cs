using Alforis.Crm.Data.Actions.Formats;
using Alforis.Crm.Data.Actions.Roles;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.AssignUser;

/// <summary>
/// Settings of <c>assign_user</c>. A user named is put in charge whoever was before. By role somebody is chosen only when nobody who is
/// active and has that role is in charge already.
/// </summary>
[SettingGroup(nameof(User), nameof(Role), Least = 1)]
[SettingGroup(nameof(User), nameof(Strategy))]
public sealed record AssignUserSettings
{
    /// <summary>The user's number or e-mail address.</summary>
    [Setting(AllowsNumber = true, Format = typeof(UserFormat), Aliases = ["user_id", "assigned_to"], Examples = ["{{ deal.manager_id }}", "{{ organisation.created_by }}"])]
    public string? User { get; init; }

    /// <summary>The role that one user is chosen from.</summary>
    [Setting(Choices = [RoleNames.Admin, RoleNames.Manager, RoleNames.Commercial, RoleNames.Viewer])]
    public string? Role { get; init; }

    /// <summary>
    /// How that user is chosen: <c>round_robin</c> (the default), one after another by number, over all workflows and hosts; or
    /// <c>least_busy</c>, whoever has the fewest open tasks, open deals and active organisations together, the lowest number at a tie.
    /// </summary>
    [Setting(Choices = [RoleStrategies.RoundRobin, RoleStrategies.LeastBusy])]
    public string? Strategy { get; init; }
}
