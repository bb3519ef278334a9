namespace Alforis.Workflows.Engine.Definitions;

/// <summary>What an amount of time is counted in.</summary>
public enum TimeUnit
{
    /// <summary>60 to a minute; exact.</summary>
    Seconds,

    /// <summary>60 seconds; exact.</summary>
    Minutes,

    /// <summary>60 minutes; exact.</summary>
    Hours,

    /// <summary>By the calendar of a time zone: the time of day stays.</summary>
    Days,

    /// <summary>7 days.</summary>
    Weeks,

    /// <summary>By the calendar: the same day of another month, or its last when it is shorter.</summary>
    Months,

    /// <summary>12 months.</summary>
    Years,
}
