using System.Globalization;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Suggests how to write a literal that is written as people write it, and not as JSON has it.</summary>
internal static class LiteralCure
{
    private static readonly string[] DayFirst = ["d/M/yyyy", "d.M.yyyy", "d-M-yyyy"];
    private static readonly string[] MonthFirst = ["M/d/yyyy"];

    /// <summary>A sentence; <see langword="null"/> when it cannot be told what is meant.</summary>
    public static string? For(SourceNode node, ValueType type) => (type.Kind, node.Kind) switch
    {
        (ValueKind.Text, SourceKind.Number) => $"Write \"{node.Text}\" in quotes.",
        (ValueKind.Number, SourceKind.String) => Number(node.Text),
        (ValueKind.Date or ValueKind.DateTime, SourceKind.String) => Date(node.Text),
        _ => null,
    };

    /// <summary>An amount with spaces in it or a currency beside it. A comma may part decimals or thousands, and stays an open question.</summary>
    private static string? Number(string text)
    {
        var plain = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) != UnicodeCategory.CurrencySymbol));
        return plain.Length < text.Length && decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
            ? $"Write {plain}."
            : null;
    }

    /// <summary>A date with slashes, when only one order of day and month makes it one.</summary>
    private static string? Date(string text)
    {
        var isDayFirst = DateOnly.TryParseExact(text, DayFirst, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        var isMonthFirst = DateOnly.TryParseExact(text, MonthFirst, CultureInfo.InvariantCulture, DateTimeStyles.None, out var other);
        if (!isDayFirst && !isMonthFirst) return null;
        if (isDayFirst && isMonthFirst && date != other) return null;
        return string.Create(CultureInfo.InvariantCulture, $"Write \"{(isDayFirst ? date : other):yyyy-MM-dd}\".");
    }
}
