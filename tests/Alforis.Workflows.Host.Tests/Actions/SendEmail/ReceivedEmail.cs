using System.Text.Json.Serialization;

namespace Alforis.Workflows.Host.Tests.Actions.SendEmail;

/// <summary>A message as a mail server got it, decoded by somebody else's library.</summary>
internal sealed record ReceivedEmail
{
    [JsonPropertyName("mail_from")]
    public required string MailFrom { get; init; }

    public required IReadOnlyList<string> Recipients { get; init; }

    public required bool Secure { get; init; }

    public string? User { get; init; }

    public required IReadOnlyList<IReadOnlyList<string>> Headers { get; init; }

    public required IReadOnlyList<ReceivedPart> Parts { get; init; }

    [JsonPropertyName("to_names")]
    public required IReadOnlyList<string> ToNames { get; init; }

    public required string Type { get; init; }

    public required string Raw { get; init; }

    public string Header(string name) => Assert.Single(Headers, h => h[0].Equals(name, StringComparison.OrdinalIgnoreCase))[1];
}

internal sealed record ReceivedPart(string Type, string Text);
