using Alforis.Crm.Data.Actions.Formats;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.AssignUser;

/// <summary>Settings of <c>assign_user</c>.</summary>
[SettingGroup(nameof(User), nameof(Role), Least = 1)]
[SettingGroup(nameof(User), nameof(Strategy))]
public sealed record AssignUserSettings
{
    /// <summary>The user's number or e-mail address.</summary>
    [Setting(AllowsNumber = true, Format = typeof(UserFormat))]
    public string? User { get; init; }

    /// <summary>The role that one user is chosen from.</summary>
    [Setting(Choices = ["admin", "manager", "commercial", "viewer"])]
    public string? Role { get; init; }

    /// <summary>How that user is chosen; round-robin by default.</summary>
    [Setting(Choices = ["round_robin", "least_busy"])]
    public string? Strategy { get; init; }
}
