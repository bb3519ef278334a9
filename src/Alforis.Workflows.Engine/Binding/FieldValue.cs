using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Converts what a placeholder brought to a field's type, by the rules that literals are bound by. Thread-safe.</summary>
public static class FieldValue
{
    private const int LongestShown = 60;

    /// <summary>
    /// The value in the canonical type of its kind (<see cref="string"/>, <see cref="decimal"/>, <see cref="bool"/>,
    /// <see cref="DateOnly"/>, <see cref="DateTimeOffset"/>, a list of text, <see langword="null"/>), or what is wrong with it, as a
    /// sentence that names the field and the value.
    /// </summary>
    /// <remarks>
    /// More forgiving than a literal in two ways, for a template may mix types: numbers and truth values become text for a text
    /// field, and a moment becomes its date for a date field.
    /// </remarks>
    /// <param name="field">The field to be written.</param>
    /// <param name="value">The value as rendered; moments are in the workflow's time zone.</param>
    /// <param name="timeZone">The zone in which moments without an offset are meant.</param>
    public static (object? Value, string? Problem) Read(FieldSchema field, JsonElement value, TimeZoneInfo timeZone)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(timeZone);
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
        {
            return field.IsNullable ? (null, null) : (null, $"'{field.Name}' cannot be empty.");
        }

        var (converted, expected) = field.Kind == ValueKind.List ? ReadList(field, value, timeZone) : ReadScalar(field, value, timeZone);
        if (converted is null) return (null, $"'{field.Name}' cannot be {Show(value)}: expected {expected}.");
        return field.Limits.Check(converted) is { } problem ? (null, $"'{field.Name}' {problem}") : (converted, null);
    }

    private static (object? Value, string Expected) ReadScalar(FieldSchema field, JsonElement value, TimeZoneInfo timeZone)
    {
        var type = ValueType.Of(field);
        var (kind, text) = value.ValueKind switch
        {
            JsonValueKind.String => (SourceKind.String, Text(value)),
            JsonValueKind.Number => (SourceKind.Number, value.GetRawText()),
            JsonValueKind.True => (SourceKind.Boolean, "true"),
            JsonValueKind.False => (SourceKind.Boolean, "false"),
            _ => (SourceKind.Object, ""),
        };
        if (field.Kind == ValueKind.Text && kind is (SourceKind.Number or SourceKind.Boolean)) return (Plain(text), "text");
        var converted = LiteralBinder.Convert(kind, text, type, timeZone);
        if (converted is null && field.Kind == ValueKind.Date && kind == SourceKind.String && text.Length > 10)
        {
            var moment = LiteralBinder.Convert(kind, text, new ValueType(ValueKind.DateTime, []), timeZone);
            if (moment is DateTimeOffset known) converted = DateOnly.FromDateTime(known.DateTime);
        }

        var expected = type.Describe();
        if (converted is null && field.Kind == ValueKind.Enum && NearestName.Find(text, field.EnumValues) is { } near) expected += $" (did you mean '{near}'?)";
        return (converted, expected);
    }

    private static (object? Value, string Expected) ReadList(FieldSchema field, JsonElement value, TimeZoneInfo timeZone)
    {
        var type = ValueType.ItemOf(field);
        var expected = type.Kind == ValueKind.Enum ? "a list of texts, each " + type.Describe() : "a list of texts";
        if (value.ValueKind != JsonValueKind.Array) return (null, expected);
        var items = ImmutableArray.CreateBuilder<string>();
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String) return (null, expected);
            var text = type.Kind == ValueKind.Enum ? (string?)LiteralBinder.Convert(SourceKind.String, Text(item), type, timeZone) : Text(item);
            if (text is null) return (null, expected);
            items.Add(text);
        }

        return (items.ToImmutable(), expected);
    }

    /// <summary>A string's characters. One with an escaped half of a surrogate pair is no Unicode text, and stays as it is written.</summary>
    private static string Text(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText();
        }
    }

    /// <summary>A number as people write it: 75000.00 is 75000.</summary>
    private static string Plain(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("0.############################", CultureInfo.InvariantCulture)
            : text;

    private static string Show(JsonElement value)
    {
        var text = value.GetRawText();
        if (value.ValueKind == JsonValueKind.String) text = "\"" + Text(value) + "\"";
        return text.Length <= LongestShown ? text : text[..(char.IsHighSurrogate(text[LongestShown - 1]) ? LongestShown - 1 : LongestShown)] + "…";
    }
}
