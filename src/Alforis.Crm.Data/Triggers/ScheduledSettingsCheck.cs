using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Triggers;

/// <summary>Either a rhythm with what belongs to it, or a cron expression alone.</summary>
internal sealed class ScheduledSettingsCheck : ITriggerSettingsCheck
{
    public IEnumerable<(string Setting, string Problem)> Check(IReadOnlyDictionary<string, string> settings)
    {
        var hasCron = settings.ContainsKey("cron");
        if (!hasCron && !settings.ContainsKey("schedule"))
        {
            yield return ("", "A schedule is needed: 'schedule' (daily, weekly, monthly) or 'cron'.");
        }

        if (hasCron && (settings.ContainsKey("schedule") || settings.ContainsKey("time")))
        {
            yield return ("", "'cron' says everything: 'schedule' and 'time' cannot stand beside it.");
        }

        var rhythm = settings.GetValueOrDefault("schedule");
        if (settings.ContainsKey("day_of_week") && rhythm is not "weekly")
        {
            yield return ("day_of_week", "'day_of_week' belongs to a weekly schedule.");
        }

        if (settings.ContainsKey("day_of_month") && rhythm is not "monthly")
        {
            yield return ("day_of_month", "'day_of_month' belongs to a monthly schedule.");
        }
    }
}
