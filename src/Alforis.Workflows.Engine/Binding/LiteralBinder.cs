using System.Globalization;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Converts literals to their field's type, once, when the definition is bound.</summary>
internal static class LiteralBinder
{
    private static readonly string[] MomentFormats =
    [
        "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss",
    ];

    private static readonly string[] MomentWithOffsetFormats =
    [
        "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
        "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
    ];

    /// <summary>The literal, or <see langword="null"/> and a diagnostic.</summary>
    /// <param name="node">The literal as written.</param>
    /// <param name="type">What it is converted to.</param>
    /// <param name="timeZone">The zone in which moments without an offset are meant.</param>
    /// <param name="diagnostics">Where the error goes.</param>
    /// <param name="alternatives">What else may stand there, as a sentence for the error.</param>
    public static BoundLiteral? Bind(
        SourceNode node, ValueType type, TimeZoneInfo timeZone, DiagnosticBag diagnostics, string? alternatives = null)
    {
        if (node.Kind == SourceKind.Null) return new BoundLiteral(null);
        var value = Convert(node.Kind, node.Text, type, timeZone);
        if (value is not null)
        {
            if (Meant(node, value, type) is { } meant) diagnostics.ReadValue(node, meant);
            return new BoundLiteral(value);
        }
        if (diagnostics.IsFull) return null;
        if (type.Kind is ValueKind.Number or ValueKind.Json && IsBeyondNumbers(node))
        {
            diagnostics.Error(
                node, DiagnosticCodes.LiteralNotConvertible, $"{node} is beyond what can be compared or stored: numbers have at most 28 digits.");
        }
        else if (type.Kind == ValueKind.Enum && node.Kind == SourceKind.String)
        {
            // Of very many values the nearest is looked for once.
            var arguments = DiagnosticArguments.Unknown(node.Text, type.EnumValues);
            diagnostics.Error(
                node, DiagnosticCodes.UnknownEnumValue, $"{node} is none of the values of this field.", arguments.Suggestion ?? $"Allowed are: {arguments.Allowed}.", arguments: arguments);
        }
        else
        {
            diagnostics.Error(node, DiagnosticCodes.LiteralNotConvertible, $"Expected {type.Describe()}, not {node}.", LiteralCure.For(node, type) ?? alternatives,
                arguments: new() { Name = node.ToString(), Kind = type.Kind.ToString().ToLowerInvariant() });
        }

        return null;
    }

    /// <summary>The literal as JSON when it is written otherwise than it was read, else <see langword="null"/>.</summary>
    private static string? Meant(SourceNode node, object value, ValueType type) => value switch
    {
        string text when type.Kind == ValueKind.Enum && text != node.Text => $"\"{text}\"",
        decimal number when node.Kind == SourceKind.String && type.Kind == ValueKind.Number => number.ToString(CultureInfo.InvariantCulture),
        bool when node.Kind == SourceKind.String && type.Kind == ValueKind.Boolean => node.Text,
        _ => null,
    };

    /// <summary>The literal as an element of a list of the context, which is never null; or <see langword="null"/> and a diagnostic.</summary>
    public static BoundLiteral? BindElement(SourceNode node, ValueType type, TimeZoneInfo timeZone, DiagnosticBag diagnostics)
    {
        if (node.Kind != SourceKind.Null) return Bind(node, type, timeZone, diagnostics);
        diagnostics.Error(node, DiagnosticCodes.LiteralNotConvertible, $"Expected {type.Describe()}: no element of a list is null.");
        return null;
    }

    /// <summary>Whether a list of values is short enough; if not, there is a diagnostic.</summary>
    /// <param name="list">The list as written.</param>
    /// <param name="most">Most elements.</param>
    /// <param name="diagnostics">Where the error goes.</param>
    public static bool HasBoundedLength(SourceNode list, int most, DiagnosticBag diagnostics)
    {
        if (list.Items.Length <= most) return true;
        diagnostics.Error(list, DiagnosticCodes.TooLarge, $"This list has {list.Items.Length} elements; at most {most} are possible.");
        return false;
    }

    /// <summary>The value in the canonical type of its kind, or <see langword="null"/>.</summary>
    /// <param name="kind">The literal's JSON type.</param>
    /// <param name="text">A string's characters, or a number or truth value as written.</param>
    /// <param name="type">What it is converted to.</param>
    /// <param name="timeZone">The zone in which moments without an offset are meant.</param>
    public static object? Convert(SourceKind kind, string text, ValueType type, TimeZoneInfo timeZone)
    {
        if (kind is SourceKind.Object or SourceKind.Array) return null;
        var isText = kind == SourceKind.String;
        return type.Kind switch
        {
            ValueKind.Text => isText ? text : null,
            ValueKind.Number => kind == SourceKind.Boolean ? null : Number(text),
            ValueKind.Boolean => Boolean(kind, text),
            ValueKind.Date => isText ? Date(text) : null,
            ValueKind.DateTime => isText ? Moment(text, timeZone) : null,
            ValueKind.Enum => isText ? EnumValue(text, type) : null,
            ValueKind.Json => kind switch
            {
                SourceKind.Number => Number(text),
                SourceKind.Boolean => Boolean(kind, text),
                _ => text,
            },
            _ => null,
        };
    }

    /// <summary>Whether it is written as a number, and too large for one.</summary>
    private static bool IsBeyondNumbers(SourceNode node) =>
        node.Kind is SourceKind.Number or SourceKind.String
        && double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) && node.Text.Any(char.IsAsciiDigit) && Number(node.Text) is null;

    private static decimal? Number(string text) =>
        decimal.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool? Boolean(SourceKind kind, string text) => kind == SourceKind.Number ? null : text switch
    {
        "true" => true,
        "false" => false,
        _ => null,
    };

    private static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>A moment without an offset, or a date alone (midnight), is meant in the workflow's time zone.</summary>
    private static object? Moment(string text, TimeZoneInfo timeZone)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal;
        if (DateTimeOffset.TryParseExact(text, MomentWithOffsetFormats, CultureInfo.InvariantCulture, utc, out var moment)) return moment;
        if (Date(text) is { } date) return InZone(date.ToDateTime(TimeOnly.MinValue), timeZone);
        return DateTime.TryParseExact(text, MomentFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? InZone(local, timeZone)
            : null;
    }

    /// <summary>Nothing when the calendar ends before.</summary>
    private static DateTimeOffset? InZone(DateTime local, TimeZoneInfo timeZone)
    {
        var ticks = local.Ticks - timeZone.GetUtcOffset(local).Ticks;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? LocalTime.ToMoment(local, timeZone) : null;
    }

    /// <summary>The stored value that equals the text but for case, accents, spaces and hyphens, or that it is another word for.</summary>
    private static string? EnumValue(string text, ValueType type) =>
        FoldedNames.Of(type.EnumValues).Find(text) ?? type.Aliases?.GetValueOrDefault(NearestName.Fold(text));
}
