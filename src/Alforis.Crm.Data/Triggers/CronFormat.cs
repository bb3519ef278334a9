using System.Globalization;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Triggers;

/// <summary>A Unix cron expression: minute, hour, day of month, month, day of week (0 and 7 are Sunday).</summary>
internal sealed class CronFormat : ISettingFormat
{
    private static readonly (string Name, int First, int Last, string[] Names)[] Fields =
    [
        ("minute", 0, 59, []),
        ("hour", 0, 23, []),
        ("day of month", 1, 31, []),
        ("month", 1, 12, ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]),
        ("day of week", 0, 7, ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
    ];

    public string? Check(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != Fields.Length)
        {
            const string expected = "A cron expression has five fields: minute, hour, day of month, month, day of week";
            return ForeignCron.WithoutSeconds(text) is { } rest && Check(rest) is null
                ? $"{expected}, no seconds: write \"{rest}\", in which 0 and 7 are Sunday and 1 is Monday."
                : $"{expected}; for example \"0 9 * * 1\".";
        }

        for (var i = 0; i < parts.Length; i++)
        {
            if (!parts[i].Split(',').All(item => IsItem(item, i)))
            {
                return $"'{parts[i]}' is no {Fields[i].Name} of a cron expression: write numbers from {Fields[i].First} to {Fields[i].Last}, *, a-b, a,b or */n.";
            }
        }

        return null;
    }

    /// <summary>What Quartz writes, and macros such as <c>@daily</c>.</summary>
    public string? Read(string text) => ForeignCron.Translate(text) is { } fields && Check(fields) is null ? fields : null;

    /// <summary><c>*</c>, <c>a</c> or <c>a-b</c>, each perhaps with <c>/step</c>.</summary>
    private static bool IsItem(string item, int field)
    {
        var slash = item.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0)
        {
            if (!int.TryParse(item.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var step) || step == 0) return false;
            item = item[..slash];
        }

        if (item is "*") return true;
        var dash = item.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0) return Value(item, field) is not null;
        return Value(item[..dash], field) is { } from && Value(item[(dash + 1)..], field) is { } to && from <= to;
    }

    private static int? Value(string text, int field)
    {
        var (_, first, last, names) = Fields[field];
        var named = Array.IndexOf(names, text.ToLowerInvariant());
        if (named >= 0) return first == 0 ? named : named + first;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= first && number <= last ? number : null;
    }
}
