using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Alforis.Crm.Data.Json;

/// <summary>Changes parts of JSON texts that may be long and deep, without reading the rest of them.</summary>
internal static class JsonPieces
{
    private static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };
    private static readonly JsonWriterOptions Unchecked = new() { SkipValidation = true, MaxDepth = int.MaxValue };

    /// <summary>A list with other elements.</summary>
    /// <param name="list">UTF-8 text.</param>
    /// <param name="change">What becomes of an element; <see langword="null"/> for the element as it is.</param>
    /// <returns><see langword="null"/> when nothing is other, also where the text is no list.</returns>
    public static byte[]? ChangeElements(ReadOnlyMemory<byte> list, Func<ReadOnlyMemory<byte>, byte[]?> change)
    {
        var reader = new Utf8JsonReader(list.Span, AnyDepth);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray) return null;
        var buffer = new ArrayBufferWriter<byte>(list.Length);
        using var writer = new Utf8JsonWriter(buffer, Unchecked);
        var isOther = false;
        writer.WriteStartArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var element = Whole(ref reader, list);
            var changed = change(element);
            isOther |= changed is not null;
            writer.WriteRawValue(changed ?? element.Span, skipInputValidation: true);
        }

        writer.WriteEndArray();
        writer.Flush();
        return isOther ? buffer.WrittenSpan.ToArray() : null;
    }

    /// <summary>An object with some members changed.</summary>
    /// <param name="members">UTF-8 text.</param>
    /// <param name="change">What becomes of a member; <see langword="null"/> for the member as it is.</param>
    /// <returns><see langword="null"/> when nothing is other, also where the text is no object.</returns>
    public static byte[]? ChangeMembers(ReadOnlyMemory<byte> members, Func<string, ReadOnlyMemory<byte>, byte[]?> change)
    {
        var reader = new Utf8JsonReader(members.Span, AnyDepth);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
        var buffer = new ArrayBufferWriter<byte>(members.Length);
        using var writer = new Utf8JsonWriter(buffer, Unchecked);
        var isOther = false;
        writer.WriteStartObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var value = Whole(ref reader, members);
            var changed = change(name, value);
            isOther |= changed is not null;
            writer.WritePropertyName(name);
            writer.WriteRawValue(changed ?? value.Span, skipInputValidation: true);
        }

        writer.WriteEndObject();
        writer.Flush();
        return isOther ? buffer.WrittenSpan.ToArray() : null;
    }

    /// <summary>The text of a member that is one; <see langword="null"/> for none.</summary>
    /// <param name="members">UTF-8 text of an object.</param>
    /// <param name="name">Its name.</param>
    public static string? Text(ReadOnlyMemory<byte> members, string name)
    {
        var reader = new Utf8JsonReader(members.Span, AnyDepth);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isWanted = reader.ValueTextEquals(name);
            reader.Read();
            if (isWanted) return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            reader.Skip();
        }

        return null;
    }

    /// <summary>The text, changed; the same where nothing is other.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="change">What becomes of it.</param>
    public static string Change(string text, Func<ReadOnlyMemory<byte>, byte[]?> change) => change(Encoding.UTF8.GetBytes(text)) is { } changed ? Encoding.UTF8.GetString(changed) : text;

    private static ReadOnlyMemory<byte> Whole(ref Utf8JsonReader reader, ReadOnlyMemory<byte> text)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return text[start..(int)reader.BytesConsumed];
    }
}
