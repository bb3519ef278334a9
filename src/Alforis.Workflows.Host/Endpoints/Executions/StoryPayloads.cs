using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Alforis.Crm.Data.Executions;
using Alforis.Workflows.Host.Api;

namespace Alforis.Workflows.Host.Endpoints.Executions;

/// <summary>
/// Keeps what is long out of stories. A story is read for its course; an answer of megabytes in one of its steps would make it slow for everybody. Such a value is told by its size and where to
/// read it: <c>webhook</c>, <c>after</c>, or <c>actions.0.result</c>: the list, the position and the member.
/// </summary>
internal static class StoryPayloads
{
    /// <summary>The longest value that stands in a story, in bytes of UTF-8.</summary>
    public const int LongestInline = 32 * 1024;

    public const string Conditions = "conditions";
    public const string Actions = "actions";
    public const string Changes = "changes";
    public const string Webhook = "webhook";
    public const string After = "after";

    private static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };
    private static readonly JsonWriterOptions Unchecked = new() { SkipValidation = true, MaxDepth = int.MaxValue };

    /// <summary>A part of a story without what is long in it.</summary>
    /// <param name="story">The story.</param>
    /// <param name="part">One of the names above.</param>
    public static RawJson? Bounded(ExecutionStory story, string part)
    {
        var whole = Whole(story, part);
        if (whole is null || whole.Utf8.Length <= LongestInline) return whole;
        return part is Webhook or After ? Hint(story, part, whole.Utf8.Length) : Bounded(story, part, whole);
    }

    /// <summary>The value that a hint leads to.</summary>
    /// <param name="story">The story.</param>
    /// <param name="path">Which.</param>
    /// <returns><see langword="null"/> when there is no such value.</returns>
    public static RawJson? Find(ExecutionStory story, string path)
    {
        if (path is Webhook or After) return Whole(story, path);
        if (path.Split('.', 3) is not [Conditions or Actions or Changes, _, _] names) return null;
        if (!int.TryParse(names[1], NumberStyles.None, CultureInfo.InvariantCulture, out var position) || Whole(story, names[0]) is not { } list) return null;
        var elements = Elements(list.Utf8);
        return position < elements.Count ? RawJson.Members(elements[position], names[2]).GetValueOrDefault(names[2]) : null;
    }

    private static RawJson? Whole(ExecutionStory story, string part) => part switch
    {
        Conditions => RawJson.List(story.Conditions),
        Actions => RawJson.List(story.Actions),
        Changes => RawJson.Of(story.Event?.Changes),
        Webhook => RawJson.Of(story.Event?.Webhook),
        After => RawJson.Of(story.Event?.After),
        _ => null,
    };

    private static RawJson Bounded(ExecutionStory story, string part, RawJson list)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Unchecked);
        writer.WriteStartArray();
        var elements = Elements(list.Utf8);
        for (var i = 0; i < elements.Count; i++)
        {
            if (elements[i].Length <= LongestInline) writer.WriteRawValue(elements[i].Span, skipInputValidation: true);
            else WriteBounded(writer, story, FormattableString.Invariant($"{part}.{i}"), elements[i]);
        }

        writer.WriteEndArray();
        writer.Flush();
        return new RawJson(buffer.WrittenMemory);
    }

    private static void WriteBounded(Utf8JsonWriter writer, ExecutionStory story, string place, ReadOnlyMemory<byte> element)
    {
        writer.WriteStartObject();
        var reader = new Utf8JsonReader(element.Span, AnyDepth);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var value = element[start..(int)reader.BytesConsumed];
            writer.WritePropertyName(name);
            writer.WriteRawValue(value.Length <= LongestInline ? value.Span : Hint(story, $"{place}.{name}", value.Length).Utf8.Span, skipInputValidation: true);
        }

        writer.WriteEndObject();
    }

    private static List<ReadOnlyMemory<byte>> Elements(ReadOnlyMemory<byte> list)
    {
        var reader = new Utf8JsonReader(list.Span, AnyDepth);
        var elements = new List<ReadOnlyMemory<byte>>();
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            elements.Add(list[start..(int)reader.BytesConsumed]);
        }

        return elements;
    }

    private static RawJson Hint(ExecutionStory story, string path, int size) =>
        RawJson.Of(FormattableString.Invariant($$"""{"truncated": true, "size": {{size}}, "href": "/api/v1/executions/{{story.Summary.Id}}/payloads/{{path}}"}"""))!;
}
