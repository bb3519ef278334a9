using System.Globalization;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Triggers;

/// <summary>A time of day as <c>HH:mm</c>.</summary>
internal sealed class TimeOfDayFormat : ISettingFormat
{
    public string? Check(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? null
            : $"'{text}' is no time of day: write it as \"09:00\".";

    /// <summary>Times of day that lack a zero, have seconds of zero, or are written as in French: <c>9:00</c>, <c>09:00:00</c>, <c>9h30</c>, <c>9h</c>.</summary>
    public string? Read(string text)
    {
        string[] forms = ["H':'mm", "H':'mm':'ss", "H'h'mm", "H'h'"];
        return TimeOnly.TryParseExact(text.Trim().ToLowerInvariant(), forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && time.Second == 0
            ? time.ToString("HH:mm", CultureInfo.InvariantCulture)
            : null;
    }
}
