using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// How values are written in texts, culture-invariant: numbers without trailing zeros, dates and moments as ISO 8601 (in the workflow's
/// time zone), lists joined by commas.
/// </summary>
internal static class ValueText
{
    /// <summary>Room for every whole and decimal number, and every date and moment.</summary>
    public const int LongestNumber = 40;

    private const string MomentFormat = "yyyy-MM-dd'T'HH:mm:sszzz";

    /// <summary>The value as text of its own.</summary>
    public static string Of(in TemplateValue value, TimeZoneInfo zone)
    {
        if (value.Tag == ValueTag.Text) return value.Text;
        if (value.Tag is ValueTag.List or ValueTag.Json or ValueTag.Double) return OfOther(value, zone);
        Span<char> text = stackalloc char[LongestNumber];
        return Format(value, zone, text).ToString();
    }

    /// <summary>A single value that is no text, in the room given.</summary>
    public static ReadOnlySpan<char> Format(in TemplateValue value, TimeZoneInfo zone, Span<char> room)
    {
        var written = 0;
        switch (value.Tag)
        {
            case ValueTag.Integer:
                value.Integer.TryFormat(room, out written, provider: CultureInfo.InvariantCulture);
                break;
            case ValueTag.Decimal:
                written = Format(value.Decimal, room);
                break;
            case ValueTag.Boolean:
                return value.Boolean ? "true" : "false";
            case ValueTag.Date:
                DigitText.WriteDate(value.Date, room);
                written = DigitText.DateLength;
                break;
            case ValueTag.Moment:
                TimeZoneInfo.ConvertTime(value.Moment, zone).TryFormat(room, out written, MomentFormat, CultureInfo.InvariantCulture);
                break;
            default:
                break;
        }

        return room[..written];
    }

    /// <summary>Writes a number without trailing zeros; how many characters it took.</summary>
    public static int Format(decimal number, Span<char> room)
    {
        if (ShortDecimal.TryFormat(number, room, out var written)) return written;
        number.TryFormat(room, out written, provider: CultureInfo.InvariantCulture);
        var text = room[..written];
        if (text.Contains('.')) text = text.TrimEnd('0').TrimEnd('.');
        if (text.SequenceEqual("-0"))
        {
            room[0] = '0';
            return 1;
        }

        return text.Length;
    }

    /// <summary>Lists, free JSON and binary floating-point numbers.</summary>
    public static string OfOther(in TemplateValue value, TimeZoneInfo zone) => value.Tag switch
    {
        ValueTag.Double => value.Double.ToString(CultureInfo.InvariantCulture),
        ValueTag.Json => ((JsonElement)value.Reference).GetRawText(),
        ValueTag.List => OfList(value.Reference, zone),
        _ => "",
    };

    private static string OfList(object list, TimeZoneInfo zone)
    {
        var text = new StringBuilder();
        var any = false;
        if (list is TemplateValue[] values)
        {
            foreach (ref readonly var item in values.AsSpan())
            {
                if (any) text.Append(", ");
                text.Append(Of(item, zone));
                any = true;
            }

            return text.ToString();
        }

        foreach (var item in (IEnumerable)list)
        {
            if (any) text.Append(", ");
            text.Append(Of(TemplateValue.FromBoxed(item), zone));
            any = true;
        }

        return text.ToString();
    }
}
