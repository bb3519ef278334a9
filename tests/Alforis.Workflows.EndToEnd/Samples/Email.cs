namespace Alforis.Workflows.EndToEnd.Samples;

/// <summary>A message from the mailbox, decoded by somebody else's library.</summary>
internal sealed record Email
{
    public required string MessageId { get; init; }

    /// <summary>The sender of the envelope.</summary>
    public required string Sender { get; init; }

    /// <summary>The recipients of the envelope: also those that the message does not name.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    public required string Type { get; init; }

    public string? Text { get; init; }

    public string? Html { get; init; }

    /// <summary>By their names in lower case.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>Checks everything that a reader sees; line ends are those of the mail.</summary>
    public void AssertSays(string to, string? cc, string? replyTo, string subject, string text, string? html)
    {
        Assert.Equal(("Alforis <crm@alforis.example>", to, cc, replyTo, subject), (Header("from"), Header("to"), Header("cc"), Header("reply-to"), Header("subject")));
        Assert.Equal((text, html), (Text?.ReplaceLineEndings("\n"), Html?.ReplaceLineEndings("\n")));
        Assert.Equal(html is null ? "text/plain" : "multipart/alternative", Type);
        Assert.Equal("crm@alforis.example", Sender);
        Assert.Null(Header("bcc"));
    }
}
