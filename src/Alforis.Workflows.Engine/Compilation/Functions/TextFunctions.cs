using System.Globalization;
using System.Text;

namespace Alforis.Workflows.Engine.Compilation.Functions;

/// <summary>Functions from text to text. Upper and lower case do not depend on a culture.</summary>
internal static class TextFunctions
{
    public static IEnumerable<(string Name, FunctionBody Body)> All { get; } =
    [
        ("string.append", Two((text, value) => text + value)),
        ("string.prepend", Two((text, value) => value + text)),
        ("string.capitalize", One(text => text is null or "" ? "" : string.Concat(text[..1].ToUpperInvariant(), text.AsSpan(1)))),
        ("string.capitalizewords", One(CapitalizeWords)),
        ("string.downcase", One(text => text?.ToLowerInvariant())),
        ("string.upcase", One(text => text?.ToUpperInvariant())),
        ("string.strip", One(text => text?.Trim())),
        ("string.lstrip", One(text => text?.TrimStart())),
        ("string.rstrip", One(text => text?.TrimEnd())),
        ("string.strip_newlines", One(text => text is null ? "" : text.ReplaceLineEndings(""))),
        ("string.handleize", One(Handleize)),
        ("string.remove", Search((text, part) => string.IsNullOrEmpty(part) ? text : text?.Replace(part, "", StringComparison.Ordinal))),
        ("string.remove_first", Search((text, part) => Replaced(text, part, "", fromEnd: false))),
        ("string.remove_last", Search((text, part) => Replaced(text, part, "", fromEnd: true))),
        ("string.replace", Replace),
        ("string.replace_first", ReplaceFirst),
        ("string.pad_left", (arguments, rendering) => Pad(arguments, rendering, left: true)),
        ("string.pad_right", (arguments, rendering) => Pad(arguments, rendering, left: false)),
        ("string.pluralize", (arguments, _) => arguments[0].IsNumber && ValueArithmetic.ToDouble(arguments[0]) == 1 ? arguments[1] : arguments[2]),
        ("string.contains", Test((text, value) => TextSearch.Contains(text, value, StringComparison.Ordinal))),
        ("string.starts_with", Test((text, value) => text.StartsWith(value, StringComparison.Ordinal))),
        ("string.ends_with", Test((text, value) => text.EndsWith(value, StringComparison.Ordinal))),
        ("string.equals_ignore_case", (arguments, _) => TemplateValue.From(string.Equals(Text(arguments, 0), Text(arguments, 1), StringComparison.OrdinalIgnoreCase))),
        ("string.empty", (arguments, _) => TemplateValue.From(string.IsNullOrEmpty(Text(arguments, 0)))),
        ("string.whitespace", (arguments, _) => TemplateValue.From(string.IsNullOrWhiteSpace(Text(arguments, 0)))),
        ("string.size", (arguments, _) => TemplateValue.From((long)(Text(arguments, 0)?.Length ?? 0))),
        ("string.to_int", (arguments, _) => Whole(Text(arguments, 0), int.MinValue, int.MaxValue)),
        ("string.to_long", (arguments, _) => Whole(Text(arguments, 0), long.MinValue, long.MaxValue)),
        ("string.to_float", Number),
        ("string.to_double", Number),
    ];

    public static string? Text(ReadOnlySpan<TemplateValue> arguments, int index) =>
        index < arguments.Length && !arguments[index].IsNull ? arguments[index].Text : null;

    private static FunctionBody One(Func<string?, string?> change) => (arguments, _) => TemplateValue.From(change(Text(arguments, 0)));

    private static FunctionBody Two(Func<string?, string?, string?> change) => (arguments, rendering) =>
    {
        var (text, value) = (Text(arguments, 0), Text(arguments, 1));
        return rendering.Allows((text?.Length ?? 0L) + (value?.Length ?? 0), int.MaxValue) ? TemplateValue.From(change(text, value)) : default;
    };

    /// <summary>Like <see cref="Two"/>, when the value is looked for in the text.</summary>
    private static FunctionBody Search(Func<string?, string?, string?> change) => (arguments, rendering) =>
        SpendSearch(arguments, rendering) ? TemplateValue.From(change(Text(arguments, 0), Text(arguments, 1))) : default;

    public static bool SpendSearch(ReadOnlySpan<TemplateValue> arguments, Rendering rendering) =>
        rendering.SpendSearch(Text(arguments, 0)?.Length ?? 0, Text(arguments, 1)?.Length ?? 0);

    private static TemplateValue ReplaceFirst(ReadOnlySpan<TemplateValue> arguments, Rendering rendering) => SpendSearch(arguments, rendering)
        ? TemplateValue.From(Replaced(Text(arguments, 0), Text(arguments, 1), Text(arguments, 2) ?? "", fromEnd: false))
        : default;

    /// <summary>Nothing is found in an empty text, and an empty text is found in none.</summary>
    private static FunctionBody Test(Func<string, string, bool> test) => (arguments, _) =>
        TemplateValue.From(Text(arguments, 0) is { Length: > 0 } text && Text(arguments, 1) is { Length: > 0 } value && test(text, value));

    private static string CapitalizeWords(string? text)
    {
        if (text is null) return "";
        var atStart = true;
        return string.Create(text.Length, text, (span, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                span[i] = atStart && char.IsLetter(source[i]) ? char.ToUpperInvariant(source[i]) : source[i];
                atStart = char.IsWhiteSpace(source[i]) || (atStart && !char.IsLetter(source[i]));
            }
        });
    }

    private static string? Handleize(string? text)
    {
        if (text is null) return null;
        var handle = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c)) handle.Append(c);
            else if (handle.Length == 0 || handle[^1] != '-') handle.Append('-');
        }

        if (handle.Length > 0 && handle[^1] == '-') handle.Length--;
        return handle.ToString();
    }

    private static string Replaced(string? text, string? part, string by, bool fromEnd)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (string.IsNullOrEmpty(part)) return text;
        var at = fromEnd ? text.LastIndexOf(part, StringComparison.Ordinal) : text.IndexOf(part, StringComparison.Ordinal);
        return at < 0 ? text : string.Concat(text.AsSpan(0, at), by, text.AsSpan(at + part.Length));
    }

    private static TemplateValue Replace(ReadOnlySpan<TemplateValue> arguments, Rendering rendering)
    {
        var (text, part, by) = (Text(arguments, 0) ?? "", Text(arguments, 1), Text(arguments, 2) ?? "");
        if (string.IsNullOrEmpty(part)) return TemplateValue.From(text);
        if (!SpendSearch(arguments, rendering)) return default;
        var growth = by.Length > part.Length ? (long)text.AsSpan().Count(part) * (by.Length - part.Length) : 0;
        return rendering.Allows(text.Length + growth, int.MaxValue) && rendering.SpendText((int)growth)
            ? TemplateValue.From(text.Replace(part, by, StringComparison.Ordinal))
            : default;
    }

    private static TemplateValue Pad(ReadOnlySpan<TemplateValue> arguments, Rendering rendering, bool left)
    {
        var text = Text(arguments, 0) ?? "";
        var width = TextParts.Count(arguments, 1, 0);
        if (width <= text.Length) return TemplateValue.From(text);
        if (!rendering.Allows(width, int.MaxValue) || !rendering.SpendText(width)) return default;
        return TemplateValue.From(left ? text.PadLeft(width) : text.PadRight(width));
    }

    private static TemplateValue Whole(string? text, long least, long most) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? TemplateValue.From(number) : default;

    private static TemplateValue Number(ReadOnlySpan<TemplateValue> arguments, Rendering rendering) =>
        decimal.TryParse(Text(arguments, 0), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? TemplateValue.From(number) : default;
}
