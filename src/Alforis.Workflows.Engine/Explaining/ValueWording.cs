using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>Words values for people: cut where they are long, for JSON has them whole.</summary>
internal static class ValueWording
{
    private const int LongestText = 60;
    private const int LongestList = 5;

    public static string Of(object? value, ExplanationWords words) => value switch
    {
        null => words.Null,
        string text => string.Format(CultureInfo.InvariantCulture, words.Quote, Shorten(text.ReplaceLineEndings(" "))),
        bool truth => truth ? words.True : words.False,
        DateOnly date => date.ToString(words.Date, CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.ToString(words.Moment, CultureInfo.InvariantCulture),
        JsonElement { ValueKind: JsonValueKind.Object } json => json.EnumerateObject().Any() ? Shorten(json.GetRawText()) : "{…}",
        JsonElement json => Shorten(json.GetRawText()),
        ImmutableArray<object?> list => List(list, words),
        double number => Floating(number, words),
        float number => Floating(number, words),
        decimal number => number.ToString("#,0.############################", words.Numbers),
        IFormattable number => number.ToString("#,0", words.Numbers),
        _ => value.ToString() ?? "",
    };

    private static string Floating(double number, ExplanationWords words) =>
        !double.IsFinite(number) || Math.Abs(number) >= 1e15 || (number != 0 && Math.Abs(number) < 1e-6)
            ? number.ToString(CultureInfo.InvariantCulture)
            : number.ToString("#,0.################", words.Numbers);

    private static string List(ImmutableArray<object?> list, ExplanationWords words)
    {
        var items = list.Take(LongestList).Select(item => Of(item, words));
        return "[" + string.Join(words.List, list.Length > LongestList ? items.Append($"… {list.Length}") : items) + "]";
    }

    private static string Shorten(string text)
    {
        if (text.Length <= LongestText) return text;
        var length = char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText;
        return string.Concat(text.AsSpan(0, length), "…");
    }
}
