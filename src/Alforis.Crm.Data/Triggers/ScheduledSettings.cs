using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Triggers;

/// <summary>When a scheduled workflow runs: a named rhythm or a cron expression.</summary>
public sealed record ScheduledSettings
{
    /// <summary>The time of day when none is given.</summary>
    internal const string DefaultTime = "09:00";

    /// <summary>The day of a week when none is given.</summary>
    internal const string DefaultDayOfWeek = "monday";

    /// <summary>The rhythm.</summary>
    [Setting(Choices = ["daily", "weekly", "monthly"])]
    [ValueAlias("quotidien", "daily")]
    [ValueAlias("quotidienne", "daily")]
    [ValueAlias("hebdomadaire", "weekly")]
    [ValueAlias("mensuel", "monthly")]
    [ValueAlias("mensuelle", "monthly")]
    public string? Schedule { get; init; }

    /// <summary>The time of day, <c>HH:mm</c>; 09:00 by default.</summary>
    [Setting(Format = typeof(TimeOfDayFormat))]
    public string? Time { get; init; }

    /// <summary>The day of a weekly rhythm; Monday by default.</summary>
    [Setting(Choices = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])]
    [ValueAlias("mon", "monday")]
    [ValueAlias("tue", "tuesday")]
    [ValueAlias("wed", "wednesday")]
    [ValueAlias("thu", "thursday")]
    [ValueAlias("fri", "friday")]
    [ValueAlias("sat", "saturday")]
    [ValueAlias("sun", "sunday")]
    [ValueAlias("lundi", "monday")]
    [ValueAlias("mardi", "tuesday")]
    [ValueAlias("mercredi", "wednesday")]
    [ValueAlias("jeudi", "thursday")]
    [ValueAlias("vendredi", "friday")]
    [ValueAlias("samedi", "saturday")]
    [ValueAlias("dimanche", "sunday")]
    public string? DayOfWeek { get; init; }

    /// <summary>The day of a monthly rhythm, 1 to 31; the 1st by default.</summary>
    [Setting(Minimum = 1, Maximum = 31)]
    public int? DayOfMonth { get; init; }

    /// <summary>A five-field Unix cron expression.</summary>
    [Setting(Format = typeof(CronFormat))]
    public string? Cron { get; init; }
}
