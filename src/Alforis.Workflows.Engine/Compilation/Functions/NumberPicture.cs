using System.Globalization;

namespace Alforis.Workflows.Engine.Compilation.Functions;

/// <summary>
/// A format such as <c>N2</c> or <c>F0</c>, written digit by digit for the numbers that there mostly are. Gives what .NET gives; leaves
/// what it does not take to .NET. Immutable.
/// </summary>
internal sealed class NumberPicture : IValueFormat
{
    private const int GroupLength = 3;

    private readonly DecimalFormat other;
    private readonly int decimals;
    private readonly string point;
    private readonly string group;
    private readonly string minus;

    private NumberPicture(string format, CultureInfo culture, int decimals)
    {
        this.decimals = decimals;
        other = new DecimalFormat(format, culture);
        point = culture.NumberFormat.NumberDecimalSeparator;
        group = format[0] is 'N' or 'n' ? culture.NumberFormat.NumberGroupSeparator : "";
        minus = culture.NumberFormat.NegativeSign;
    }

    /// <summary>The format, or <see langword="null"/> when it or the culture is unusual.</summary>
    public static NumberPicture? Of(string format, CultureInfo culture)
    {
        var isUsual = format.Length == 2 && format[0] is 'N' or 'n' or 'F' or 'f' && format.Length == 2 && char.IsAsciiDigit(format[1]);
        return isUsual && culture.NumberFormat is { NumberGroupSizes: [GroupLength], NumberNegativePattern: 1 }
            ? new NumberPicture(format, culture, format[1] - '0')
            : null;
    }

    public bool TryFormat(in TemplateValue value, TimeZoneInfo zone, Span<char> room, out int written) =>
        (value.Tag == ValueTag.Decimal && TryFormat(value.Decimal, room, out written)) || other.TryFormat(value, zone, room, out written);

    private bool TryFormat(decimal number, Span<char> room, out int written)
    {
        written = 0;
        if (!ShortDecimal.TrySplit(number, out var digits, out var scale, out var isNegative)) return false;
        if (scale < decimals)
        {
            if (Math.BigMul(digits, ShortDecimal.Power(decimals - scale), out digits) != 0) return false;
        }
        else if (scale > decimals)
        {
            var unit = ShortDecimal.Power(scale - decimals);
            (digits, var rest) = Math.DivRem(digits, unit);
            // Halves away from zero, as .NET formats.
            if (rest >= unit - rest) digits++;
        }

        var (whole, part) = Math.DivRem(digits, ShortDecimal.Power(decimals));
        Span<char> wholeDigits = stackalloc char[ShortDecimal.MostDigits + 1];
        whole.TryFormat(wholeDigits, out var count, provider: CultureInfo.InvariantCulture);
        var groups = group.Length == 0 ? 0 : (count - 1) / GroupLength;
        if (room.Length < minus.Length + count + (groups * group.Length) + point.Length + decimals) return false;

        if (isNegative && digits != 0) Append(minus, room, ref written);
        var first = count - (groups * GroupLength);
        Append(wholeDigits[..first], room, ref written);
        for (var at = first; at < count; at += GroupLength)
        {
            Append(group, room, ref written);
            Append(wholeDigits.Slice(at, GroupLength), room, ref written);
        }

        if (decimals == 0) return true;
        Append(point, room, ref written);
        DigitText.Write(part, room.Slice(written, decimals));
        written += decimals;
        return true;
    }

    private static void Append(ReadOnlySpan<char> text, Span<char> room, ref int written)
    {
        text.CopyTo(room[written..]);
        written += text.Length;
    }
}
