using System.Globalization;
using System.Text.Json.Nodes;

namespace Alforis.Workflows.Engine.Tests.Compilation.Naive;

/// <summary>Works out amounts of time by walking.</summary>
internal static class NaiveTime
{
    public static object Away(JsonObject written, string kind, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (root, amount) = (written.Single().Key, (string)written.Single().Value!);
        var words = amount.Split(' ');
        var (count, unit) = (int.Parse(words[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), words[1].TrimEnd('s'));
        if (unit == "hour") return now.AddHours(count);
        if (unit == "second") return now.AddSeconds(count);
        if (unit == "minute") return now.AddMinutes(count);
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        if (root == "today") local = local.Date;
        for (var i = 0; i < Math.Abs(count); i++)
        {
            if (unit is "day" or "week") local = local.AddDays(Math.Sign(count) * (unit == "week" ? 7 : 1));
        }

        if (unit is "month" or "year") local = local.AddMonths(count * (unit == "year" ? 12 : 1));
        return kind == "date" ? DateOnly.FromDateTime(local) : FirstMomentAt(local, zone);
    }

    /// <summary>Of all offsets that a zone may have, the one whose clock shows this time first.</summary>
    private static DateTimeOffset FirstMomentAt(DateTime local, TimeZoneInfo zone)
    {
        for (var minutes = 14 * 60; minutes >= -14 * 60; minutes -= 15)
        {
            var moment = new DateTimeOffset(local, TimeSpan.FromMinutes(minutes));
            if (TimeZoneInfo.ConvertTime(moment, zone).DateTime == local) return moment.ToUniversalTime();
        }

        throw new InvalidOperationException($"{local:O} is skipped in {zone.Id}.");
    }
}
