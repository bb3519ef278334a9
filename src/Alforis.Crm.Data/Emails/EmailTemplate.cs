namespace Alforis.Crm.Data.Emails;

/// <summary>The text of an e-mail that workflows name, with placeholders. Immutable; equal when every text is.</summary>
public sealed record EmailTemplate
{
    /// <summary>What workflows call it; unique whatever its case, 1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for; at most 2,000 characters.</summary>
    /// <value>empty</value>
    public string Description { get; init; } = "";

    /// <summary>The language that it is written in, such as <c>fr</c> or <c>fr-FR</c>.</summary>
    /// <value><c>fr</c></value>
    public string Language { get; init; } = "fr";

    /// <summary>The subject: one line of at most 500 characters.</summary>
    public required string Subject { get; init; }

    /// <summary>The text as HTML, at most 100,000 characters; what placeholders bring is escaped.</summary>
    public required string Html { get; init; }

    /// <summary>The same as plain text, for mail programs that show no HTML.</summary>
    public required string Text { get; init; }
}
