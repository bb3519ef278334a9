using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Triggers;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Crm.Data.Schedules;

/// <summary>When a scheduled workflow fires: at each moment that one of its expressions names, once. Immutable, thread-safe.</summary>
/// <remarks>
/// Defaults: 09:00, Monday, the 1st. A monthly schedule on a day that a month does not have fires on the month's last day.
/// </remarks>
public sealed class Schedule
{
    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private Schedule(string rhythm, ImmutableArray<string> expressions, TimeZoneInfo timeZone)
    {
        Rhythm = rhythm;
        Expressions = expressions;
        TimeZone = timeZone;
    }

    /// <summary>What it is, in words: <c>weekly on monday at 09:00</c>, <c>cron 0 9 * * 1</c>.</summary>
    public string Rhythm { get; }

    /// <summary>One or two expressions in Quartz's form: seconds first, days of the week by name. No moment is named by both.</summary>
    public ImmutableArray<string> Expressions { get; }

    /// <summary>The zone whose clocks the expressions mean.</summary>
    public TimeZoneInfo TimeZone { get; }

    /// <summary>The schedule of a workflow.</summary>
    /// <param name="workflow">A workflow with the trigger <c>scheduled</c>.</param>
    /// <exception cref="ArgumentException">It has another trigger.</exception>
    public static Schedule Of(CompiledWorkflow<CrmContext> workflow)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        if (workflow.TriggerType != TriggerNames.Scheduled) throw new ArgumentException($"'{workflow.TriggerType}' has no schedule.", nameof(workflow));
        return Of(workflow.ReadTriggerSettings().Deserialize<ScheduledSettings>(SnakeCase)!, workflow.TimeZone);
    }

    /// <summary>The schedule that settings describe.</summary>
    /// <param name="settings">Settings without an error.</param>
    /// <param name="timeZone">The zone that they are meant in.</param>
    public static Schedule Of(ScheduledSettings settings, TimeZoneInfo timeZone)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(timeZone);
        return settings.Cron is { } cron
            ? new Schedule($"cron {cron}", [QuartzCron.Of(UnixCron.Parse(cron))], timeZone)
            : new Schedule(InWords(settings), QuartzCron.Of(settings), timeZone);
    }

    private static string InWords(ScheduledSettings settings)
    {
        var at = $"at {settings.Time ?? ScheduledSettings.DefaultTime}";
        var day = settings.DayOfMonth ?? 1;
        return settings.Schedule switch
        {
            "weekly" => $"weekly on {settings.DayOfWeek ?? ScheduledSettings.DefaultDayOfWeek} {at}",
            "monthly" => string.Create(CultureInfo.InvariantCulture, $"monthly on {day}{(day > 28 ? " or last" : "")} {at}"),
            _ => $"{settings.Schedule} {at}",
        };
    }

    /// <inheritdoc/>
    public override string ToString() => $"{string.Join(" and ", Expressions)} in {TimeZone.Id}";
}
