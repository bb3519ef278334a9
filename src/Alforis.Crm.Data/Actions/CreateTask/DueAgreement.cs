using System.Globalization;
using Alforis.Crm.Data.Actions.Formats;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.CreateTask;

/// <summary>An amount of time and a number of days are the same when they are whatever the day they are counted from.</summary>
internal sealed class DueAgreement : ISettingAgreement
{
    public bool Agree(IReadOnlyDictionary<string, string> settings) =>
        settings.TryGetValue("due_date", out var date)
        && settings.TryGetValue("due_days", out var days)
        && int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && DueDate.Parse(date)?.FixedDays == number;
}
