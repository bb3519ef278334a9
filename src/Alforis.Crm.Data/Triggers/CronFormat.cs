using Alforis.Crm.Data.Schedules;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Triggers;

/// <summary>A Unix cron expression: minute, hour, day of month, month, day of week (0 and 7 are Sunday).</summary>
internal sealed class CronFormat : ISettingFormat
{
    public string? Check(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != CronFieldKind.All.Length)
        {
            const string expected = "A cron expression has five fields: minute, hour, day of month, month, day of week";
            return ForeignCron.WithoutSeconds(text) is { } rest && Check(rest) is null
                ? $"{expected}, no seconds: write \"{rest}\", in which 0 and 7 are Sunday and 1 is Monday."
                : $"{expected}; for example \"0 9 * * 1\".";
        }

        foreach (var (part, kind) in parts.Zip(CronFieldKind.All))
        {
            if (CronField.TryParse(part, kind) is null)
                return $"'{part}' is no {kind.Name} of a cron expression: write numbers from {kind.First} to {kind.Last}, *, a-b, a,b, a-b/n or */n.";
        }

        return UnixCron.Parse(text).Problem();
    }

    /// <summary>What Quartz writes, and macros such as <c>@daily</c>.</summary>
    public string? Read(string text) => ForeignCron.Translate(text) is { } fields && Check(fields) is null ? fields : null;
}
