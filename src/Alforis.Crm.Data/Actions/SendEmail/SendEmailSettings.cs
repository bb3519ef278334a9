using Alforis.Crm.Data.Actions.Formats;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.SendEmail;

/// <summary>Settings of <c>send_email</c>.</summary>
[SettingGroup(nameof(Subject), nameof(Template), Least = 1, Most = 2)]
[SettingGroup(nameof(Body), nameof(Html), nameof(Template), Least = 1, Most = 2)]
[SettingGroup(nameof(Template), nameof(Body))]
[SettingGroup(nameof(Template), nameof(Html))]
[RefusedSetting("template_id", "Templates have no numbers here.", "Write the name of a stored e-mail template: \"template\": \"relance_deal\".")]
public sealed record SendEmailSettings
{
    /// <summary>The recipients' addresses.</summary>
    [Setting(Examples = ["{{ organisation.email }}", "{{ webhook.email }}", "equipe@crm.example"], Format = typeof(EmailFormat), Destination = SettingDestination.Address)]
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>Who receives a copy.</summary>
    [Setting(Format = typeof(EmailFormat), Destination = SettingDestination.Address)]
    public IReadOnlyList<string>? Cc { get; init; }

    /// <summary>Who receives a copy that the others do not see.</summary>
    [Setting(Format = typeof(EmailFormat), Destination = SettingDestination.Address)]
    public IReadOnlyList<string>? Bcc { get; init; }

    /// <summary>Where answers go.</summary>
    [Setting(Format = typeof(EmailFormat), Destination = SettingDestination.Address)]
    public IReadOnlyList<string>? ReplyTo { get; init; }

    /// <summary>The stored e-mail template that has subject, HTML and text.</summary>
    [Setting(AllowsTemplate = false, MaxLength = 200, Aliases = ["template_name"], Examples = ["relance_deal"])]
    public string? Template { get; init; }

    /// <summary>The subject; goes before that of the template.</summary>
    [Setting(MaxLength = 500, Examples = ["Votre projet, {{ organisation.nom }}", "Votre demande"], Destination = SettingDestination.Header)]
    public string? Subject { get; init; }

    /// <summary>The text.</summary>
    [Setting(Examples = ["Bonjour {{ organisation.nom }}, …", "Bonjour, …"])]
    public string? Body { get; init; }

    /// <summary>The text as HTML.</summary>
    [Setting(Destination = SettingDestination.Html)]
    public string? Html { get; init; }
}
