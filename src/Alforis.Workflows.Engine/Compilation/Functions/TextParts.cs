using System.Text;

namespace Alforis.Workflows.Engine.Compilation.Functions;

/// <summary>Functions that take parts of texts. No cut leaves half of a surrogate pair.</summary>
internal static class TextParts
{
    private const string Ellipsis = "...";

    public static IEnumerable<(string Name, FunctionBody Body)> All { get; } =
    [
        ("string.slice", (arguments, _) => Slice(arguments, int.MaxValue)),
        ("string.slice1", (arguments, _) => Slice(arguments, 1)),
        ("string.truncate", Truncate),
        ("string.truncatewords", TruncateWords),
        ("string.split", Split),
    ];

    /// <summary>A whole number within those that count characters or elements.</summary>
    public static int Count(ReadOnlySpan<TemplateValue> arguments, int index, int missing) =>
        index < arguments.Length && arguments[index].IsNumber
            ? (int)Math.Clamp(ValueArithmetic.ToDouble(arguments[index]), int.MinValue, int.MaxValue)
            : missing;

    /// <summary>A negative start counts from the end.</summary>
    private static TemplateValue Slice(ReadOnlySpan<TemplateValue> arguments, int missing)
    {
        var text = TextFunctions.Text(arguments, 0) ?? "";
        long start = Count(arguments, 1, 0);
        long length = Count(arguments, 2, missing);
        if (length < 0) length = text.Length;
        if (start < 0) start += text.Length;
        if (start < 0) (start, length) = (0, length + start);
        if (start >= text.Length || length <= 0) return TemplateValue.From("");
        var end = Math.Min(text.Length, start + length);
        return TemplateValue.From(Whole(text, (int)start, (int)end));
    }

    private static TemplateValue Truncate(ReadOnlySpan<TemplateValue> arguments, Rendering rendering)
    {
        var text = TextFunctions.Text(arguments, 0) ?? "";
        var length = Math.Max(0, Count(arguments, 1, int.MaxValue));
        var ellipsis = TextFunctions.Text(arguments, 2) ?? Ellipsis;
        if (text.Length <= length) return TemplateValue.From(text);
        return TemplateValue.From(string.Concat(Whole(text, 0, Math.Max(0, length - ellipsis.Length)), ellipsis));
    }

    private static TemplateValue TruncateWords(ReadOnlySpan<TemplateValue> arguments, Rendering rendering)
    {
        var text = TextFunctions.Text(arguments, 0) ?? "";
        var count = Count(arguments, 1, int.MaxValue);
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length <= count) return TemplateValue.From(text);
        return TemplateValue.From(new StringBuilder().AppendJoin(' ', words.Take(count)).Append(TextFunctions.Text(arguments, 2) ?? Ellipsis).ToString());
    }

    private static TemplateValue Split(ReadOnlySpan<TemplateValue> arguments, Rendering rendering)
    {
        if (!TextFunctions.SpendSearch(arguments, rendering)) return default;
        var parts = (TextFunctions.Text(arguments, 0) ?? "").Split(TextFunctions.Text(arguments, 1), StringSplitOptions.RemoveEmptyEntries);
        return rendering.SpendItems(parts.Length) ? TemplateValue.FromList(Array.ConvertAll(parts, part => TemplateValue.From(part))) : default;
    }

    private static string Whole(string text, int start, int end)
    {
        if (start > 0 && char.IsLowSurrogate(text[start]) && char.IsHighSurrogate(text[start - 1])) start++;
        if (end > start && end < text.Length && char.IsHighSurrogate(text[end - 1]) && char.IsLowSurrogate(text[end])) end--;
        return start < end ? text[start..end] : "";
    }
}
