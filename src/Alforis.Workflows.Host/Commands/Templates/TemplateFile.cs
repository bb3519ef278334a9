using System.Text.Json;
using System.Text.Json.Serialization;
using Alforis.Crm.Data.Emails;

namespace Alforis.Workflows.Host.Commands.Templates;

/// <summary>An e-mail template as a JSON file; long texts may be lists of their lines.</summary>
internal sealed record TemplateFile
{
    /// <summary>Largest file in bytes.</summary>
    public const int MaxBytes = 1_000_000;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly JsonSerializerOptions Reading = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public required string Name { get; init; }

    public string? Description { get; init; }

    public string? Language { get; init; }

    public required string Subject { get; init; }

    [JsonConverter(typeof(LinesConverter))]
    public required string Html { get; init; }

    [JsonConverter(typeof(LinesConverter))]
    public required string Text { get; init; }

    /// <summary>The template that a file holds, or everything that is wrong with it, as sentences.</summary>
    public static (EmailTemplate? Template, IReadOnlyList<string> Problems) Read(ReadOnlySpan<byte> utf8, EmailTemplateCheck check)
    {
        if (utf8.Length > MaxBytes) return (null, [FormattableString.Invariant($"The file has more than {MaxBytes} bytes.")]);
        if (utf8.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        try
        {
            var problems = TemplateShape.Problems(JsonElement.Parse(utf8, Strict)).ToList();
            if (problems.Count > 0) return (null, [NoTemplate(string.Join(' ', problems))]);
            var file = JsonSerializer.Deserialize<TemplateFile>(utf8, Reading)!;
            var template = new EmailTemplate
            {
                Name = file.Name, Description = file.Description ?? "", Language = file.Language ?? "fr", Subject = file.Subject, Html = file.Html, Text = file.Text,
            };
            var wrong = check.Check(template);
            return (wrong.Count == 0 ? template : null, wrong);
        }
        catch (Exception e) when (e is InvalidOperationException or JsonException { InnerException: InvalidOperationException })
        {
            return (null, [NoTemplate("It has half a character, such as \\ud83d alone.")]);
        }
        catch (JsonException e)
        {
            return (null, [NoTemplate(Sentence(e))]);
        }
    }

    /// <summary>The file of a template, which can be imported again.</summary>
    public static TemplateFile Of(EmailTemplate template) => new()
    {
        Name = template.Name, Description = template.Description, Language = template.Language, Subject = template.Subject, Html = template.Html, Text = template.Text,
    };

    private static string NoTemplate(string why) => $"This is no template: {why} It has 'name', 'subject', 'html' and 'text', and may have 'description' and 'language'.";

    private static string Sentence(JsonException e)
    {
        var place = e.Message.IndexOf(" LineNumber: ", StringComparison.Ordinal);
        var text = (place < 0 ? e.Message : e.Message[..place]).TrimEnd('.');
        return e.LineNumber is { } line ? FormattableString.Invariant($"{text}, in line {line + 1}.") : text + ".";
    }

    /// <summary>Reads a text, or a list of its lines; writes what has lines as such a list.</summary>
    private sealed class LinesConverter : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String) return reader.GetString()!;
            var lines = new List<string>();
            while (reader.Read() && reader.TokenType == JsonTokenType.String) lines.Add(reader.GetString()!);
            return string.Join('\n', lines);
        }

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
        {
            if (!value.Contains('\n', StringComparison.Ordinal))
            {
                writer.WriteStringValue(value);
                return;
            }

            writer.WriteStartArray();
            foreach (var line in value.Split('\n')) writer.WriteStringValue(line);
            writer.WriteEndArray();
        }
    }
}
