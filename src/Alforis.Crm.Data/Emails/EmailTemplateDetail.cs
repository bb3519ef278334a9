using System.Text.Json.Serialization;
using Alforis.Crm.Data.Rows;

namespace Alforis.Crm.Data.Emails;

/// <summary>A stored template as lists show it.</summary>
public sealed record EmailTemplateSummary
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>What workflows call it.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public required string Description { get; init; }

    /// <summary>The language that it is written in.</summary>
    public required string Language { get; init; }

    /// <summary>The subject.</summary>
    public required string Subject { get; init; }

    /// <summary>Whether workflows may send it.</summary>
    public required bool IsActive { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>A stored template.</summary>
public sealed record EmailTemplateDetail
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>What workflows call it.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public required string Description { get; init; }

    /// <summary>The language that it is written in.</summary>
    public required string Language { get; init; }

    /// <summary>The subject, with placeholders.</summary>
    public required string Subject { get; init; }

    /// <summary>The text as HTML, with placeholders.</summary>
    public required string Html { get; init; }

    /// <summary>The same as plain text.</summary>
    public required string Text { get; init; }

    /// <summary>Whether workflows may send it.</summary>
    public required bool IsActive { get; init; }

    /// <summary>The number of the user who made it.</summary>
    public long? CreatedBy { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The version of the row.</summary>
    [JsonIgnore]
    public RowVersion Version { get; init; }

    /// <summary>What it says.</summary>
    public EmailTemplate Template() => new() { Name = Name, Description = Description, Language = Language, Subject = Subject, Html = Html, Text = Text };
}
