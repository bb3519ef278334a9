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
}
