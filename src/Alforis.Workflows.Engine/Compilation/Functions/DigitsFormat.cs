using Alforis.Workflows.Engine.Templates;

namespace Alforis.Workflows.Engine.Compilation.Functions;

/// <summary>A format of dates that has digits and fixed text only, so that no culture matters. Immutable.</summary>
internal sealed class DigitsFormat(DatePattern pattern) : IValueFormat
{
    private readonly DatePatternPart[] parts = [.. pattern.Parts];
    private readonly int length = pattern.Parts.Sum(LengthOf);

    /// <summary>Whether the pattern has nothing else.</summary>
    public static bool Takes(DatePattern pattern) => pattern.Parts.All(p => LengthOf(p) > 0);

    public bool TryFormat(in TemplateValue value, TimeZoneInfo zone, Span<char> room, out int written)
    {
        written = 0;
        if (room.Length < length || value.Tag is not (ValueTag.Date or ValueTag.Moment)) return false;
        var moment = value.Tag == ValueTag.Moment ? TimeZoneInfo.ConvertTime(value.Moment, zone).DateTime : default;
        var (year, month, day) = value.Tag == ValueTag.Moment ? DateOnly.FromDateTime(moment) : value.Date;
        foreach (var part in parts)
        {
            var next = room[written..];
            written += LengthOf(part);
            if (part.Code == '\0') part.Text.CopyTo(next);
            else DigitText.Write(Number(part.Code, year, month, day, moment), next[..LengthOf(part)]);
        }

        return true;
    }

    private static int Number(char code, int year, int month, int day, DateTime time) => code switch
    {
        'd' => day,
        'm' => month,
        'y' or 'Y' => year,
        'H' => time.Hour,
        'M' => time.Minute,
        'S' => time.Second,
        _ => time.Millisecond,
    };

    /// <summary>How long the part is always; 0 for one that is not of digits.</summary>
    private static int LengthOf(DatePatternPart part) => part.Code switch
    {
        '\0' => part.Text.Length,
        'd' or 'm' or 'y' or 'H' or 'M' or 'S' => 2,
        'L' => 3,
        'Y' => 4,
        _ => 0,
    };
}
