using Alforis.Crm.Data.Actions.Formats;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.SendNotification;

/// <summary>Settings of <c>send_notification</c>.</summary>
[SettingGroup(nameof(UserId), nameof(Recipients), Least = 1, Most = 2)]
public sealed record SendNotificationSettings
{
    /// <summary>Whom to notify: a user's number or e-mail address.</summary>
    [Setting(AllowsNumber = true, Format = typeof(UserFormat), Examples = ["{{ deal.assigned_to }}", "{{ organisation.assigned_to }}", "equipe@crm.example"])]
    public string? UserId { get; init; }

    /// <summary>Whom to notify: numbers, e-mail addresses, and <c>role:manager</c> for everybody who has that role.</summary>
    [Setting(AllowsNumber = true, Format = typeof(RecipientFormat))]
    public IReadOnlyList<string>? Recipients { get; init; }

    /// <summary>The headline; the workflow's name by default.</summary>
    [Setting(MaxLength = 500)]
    public string? Title { get; init; }

    /// <summary>The text.</summary>
    [Setting(MaxLength = 10_000, Examples = ["{{ deal.nom }} : {{ deal.stage }}", "{{ organisation.nom }} : {{ organisation.pipeline_stage }}", "À regarder"])]
    public required string Message { get; init; }

    /// <summary>How it is shown; info by default.</summary>
    [Setting(Choices = ["info", "success", "warning", "error"], Aliases = ["notification_type", "type"])]
    public string? Severity { get; init; }

    /// <summary>A word by which the reader's program may sort it.</summary>
    [Setting(MaxLength = 100)]
    public string? Kind { get; init; }

    /// <summary>Where a click leads: an address of the web, or a path of the application.</summary>
    [Setting(MaxLength = 2000, Format = typeof(LinkFormat), Examples = ["/deals/12"])]
    public string? Link { get; init; }
}
