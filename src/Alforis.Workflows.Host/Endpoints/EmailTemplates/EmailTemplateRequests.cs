using System.ComponentModel.DataAnnotations;
using Alforis.Crm.Data.Emails;
using Alforis.Crm.Data.Rows;
using Alforis.Workflows.Host.Api;
using Microsoft.AspNetCore.Mvc;

namespace Alforis.Workflows.Host.Endpoints.EmailTemplates;

/// <summary>Which templates are asked for.</summary>
[Request(IsQuery = true)]
internal sealed record EmailTemplateListRequest : PageRequest
{
    /// <summary>Only those that workflows may send, or may not.</summary>
    [FromQuery(Name = "is_active")]
    public bool? IsActive { get; init; }

    /// <summary>Only those whose name, description or subject has this part.</summary>
    [FromQuery(Name = "search")]
    [MaxLength(1000)]
    public string? Search { get; init; }

    protected override SortOrders Orders() => EmailTemplateQuery.Orders;
}

/// <summary>A new template.</summary>
[Request]
internal sealed record EmailTemplateCreation
{
    /// <summary>What workflows call it; unique whatever its case.</summary>
    [MaxLength(EmailTemplateCheck.MaxNameLength)]
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    [MaxLength(EmailTemplateCheck.MaxDescriptionLength)]
    public string Description { get; init; } = "";

    /// <summary>The language that it is written in, such as <c>fr</c> or <c>fr-FR</c>.</summary>
    [MaxLength(5)]
    public string Language { get; init; } = "fr";

    /// <summary>The subject, with placeholders: one line.</summary>
    [MaxLength(EmailTemplateCheck.MaxSubjectLength)]
    public required string Subject { get; init; }

    /// <summary>The text as HTML, with placeholders; what these bring is escaped.</summary>
    [MaxLength(EmailTemplateCheck.MaxTextLength)]
    public required string Html { get; init; }

    /// <summary>The same as plain text, for mail programs that show no HTML.</summary>
    [MaxLength(EmailTemplateCheck.MaxTextLength)]
    public required string Text { get; init; }

    /// <summary>Whether workflows may send it.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>What it says.</summary>
    public EmailTemplate Template() => new() { Name = Name, Description = Description, Language = Language, Subject = Subject, Html = Html, Text = Text };
}

/// <summary>A change of a template: what is not there stays as it is.</summary>
[Request]
internal sealed record EmailTemplateChange : PartialRequest
{
    /// <summary>What workflows call it; unique whatever its case.</summary>
    [MaxLength(EmailTemplateCheck.MaxNameLength)]
    public string Name { get; init => field = Note(value); } = null!;

    /// <summary>What it is for.</summary>
    [MaxLength(EmailTemplateCheck.MaxDescriptionLength)]
    public string Description { get; init => field = Note(value); } = null!;

    /// <summary>The language that it is written in, such as <c>fr</c> or <c>fr-FR</c>.</summary>
    [MaxLength(5)]
    public string Language { get; init => field = Note(value); } = null!;

    /// <summary>The subject, with placeholders: one line.</summary>
    [MaxLength(EmailTemplateCheck.MaxSubjectLength)]
    public string Subject { get; init => field = Note(value); } = null!;

    /// <summary>The text as HTML, with placeholders; what these bring is escaped.</summary>
    [MaxLength(EmailTemplateCheck.MaxTextLength)]
    public string Html { get; init => field = Note(value); } = null!;

    /// <summary>The same as plain text, for mail programs that show no HTML.</summary>
    [MaxLength(EmailTemplateCheck.MaxTextLength)]
    public string Text { get; init => field = Note(value); } = null!;

    /// <summary>Whether workflows may send it.</summary>
    public bool IsActive { get; init => field = Note(value); }

    /// <summary>A template with this change.</summary>
    public EmailTemplateDetail Apply(EmailTemplateDetail template) => template with
    {
        Name = Name ?? template.Name,
        Description = Description ?? template.Description,
        Language = Language ?? template.Language,
        Subject = Subject ?? template.Subject,
        Html = Html ?? template.Html,
        Text = Text ?? template.Text,
        IsActive = Has(nameof(IsActive)) ? IsActive : template.IsActive,
    };
}

/// <summary>What a stored template is shown for; without a number, for an organisation and a deal that are made up.</summary>
[Request]
internal record EmailPreviewRequest : IValidatableObject
{
    /// <summary>The organisation that it is shown for.</summary>
    public long? OrganisationId { get; init; }

    /// <summary>The deal that it is shown for.</summary>
    public long? DealId { get; init; }

    /// <summary>How numbers and dates are written where the template names no culture, such as <c>fr-FR</c>; as in workflows without a <c>locale</c> by default.</summary>
    [MaxLength(20)]
    public string? Locale { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (OrganisationId is not null && DealId is not null) yield return new ValidationResult("'organisation_id' and 'deal_id' exclude each other.", [nameof(DealId)]);
        if (Locale is not null && EmailCulture.Find(Locale) is null) yield return new RuleResult(ErrorReasons.Locale, "There is no such locale. Write one such as fr-FR.", nameof(Locale));
    }
}

/// <summary>A template that is not stored, and what it is shown for.</summary>
[Request]
internal sealed record UnsavedPreviewRequest : EmailPreviewRequest
{
    /// <summary>The subject, with placeholders: one line.</summary>
    [MaxLength(EmailTemplateCheck.MaxSubjectLength)]
    public required string Subject { get; init; }

    /// <summary>The text as HTML, with placeholders; what these bring is escaped.</summary>
    [MaxLength(EmailTemplateCheck.MaxTextLength)]
    public required string Html { get; init; }

    /// <summary>The same as plain text.</summary>
    [MaxLength(EmailTemplateCheck.MaxTextLength)]
    public required string Text { get; init; }

    /// <summary>What it says.</summary>
    public EmailTemplate Template() => new() { Name = "preview", Subject = Subject, Html = Html, Text = Text };
}

/// <summary>An e-mail as it would be. Nothing is sent.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Html">The text as HTML: show it in a sandboxed frame only.</param>
/// <param name="Text">The same as plain text.</param>
internal sealed record EmailPreviewAnswer(string Subject, string Html, string Text);
