using Alforis.Crm.Data.Actions.Formats;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.SendEmail;

/// <summary>Settings of <c>send_email</c>.</summary>
[SettingGroup(nameof(Body), nameof(Html), Least = 1, Most = 2)]
[RefusedSetting("template", NoTemplates, WriteItHere)]
[RefusedSetting("template_name", NoTemplates, WriteItHere)]
[RefusedSetting("template_id", NoTemplates, WriteItHere)]
public sealed record SendEmailSettings
{
    private const string NoTemplates = "This version has no named e-mail templates.";

    private const string WriteItHere =
        "Write the text here: \"subject\": \"Bonjour {{ organisation.nom }}\", and \"body\" or \"html\", with placeholders where it differs.";

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
    public string? ReplyTo { get; init; }

    /// <summary>The subject.</summary>
    [Setting(MaxLength = 500, Examples = ["Votre projet, {{ organisation.nom }}", "Votre demande"], Destination = SettingDestination.Header)]
    public required string Subject { get; init; }

    /// <summary>The text.</summary>
    [Setting(Examples = ["Bonjour {{ organisation.nom }}, …", "Bonjour, …"])]
    public string? Body { get; init; }

    /// <summary>The text as HTML.</summary>
    [Setting(Destination = SettingDestination.Html)]
    public string? Html { get; init; }
}
