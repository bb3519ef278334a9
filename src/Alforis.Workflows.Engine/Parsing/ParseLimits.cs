namespace Alforis.Workflows.Engine.Parsing;

/// <summary>Bounds that keep a hostile definition from costing more than a friendly one.</summary>
public static class ParseLimits
{
    /// <summary>Largest definition in bytes of UTF-8: 1 MiB.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Deepest nesting of objects and arrays.</summary>
    public const int MaxDepth = 64;

    /// <summary>Longest name of a member in UTF-16 code units: it stands in the pointer of each diagnostic inside.</summary>
    public const int MaxMemberNameLength = 1_000;

    /// <summary>Longest name in UTF-16 code units.</summary>
    public const int MaxNameLength = 200;

    /// <summary>Longest category in UTF-16 code units.</summary>
    public const int MaxCategoryLength = 100;

    /// <summary>Most actions in one workflow.</summary>
    public const int MaxActions = 100;

    /// <summary>Most rules in one workflow's conditions, the groups inside counted too.</summary>
    public const int MaxRules = 500;

    /// <summary>Most rules in the <c>when</c> of one workflow's actions, all together, the groups inside counted too.</summary>
    public const int MaxWhenRules = 500;

    /// <summary>Deepest nesting of <c>any</c> and <c>all</c> in one another.</summary>
    public const int MaxQuantifierDepth = 3;

    /// <summary>Longest regular expression in UTF-16 code units.</summary>
    public const int MaxPatternLength = 500;

    /// <summary>Largest size of a regular expression: its characters and classes, each as often as counted repeats ask for it.</summary>
    public const int MaxPatternSize = 500;

    /// <summary>Largest size of all regular expressions of one condition together.</summary>
    public const int MaxPatternsSize = 2_000;

    /// <summary>Longest text, in UTF-16 code units, that a regular expression is looked for in; a longer one does not match.</summary>
    public const int MaxMatchedLength = 100_000;

    /// <summary>Farthest moment that an amount of time from now or today reaches, in years, backward or forward.</summary>
    public const int MaxRelativeYears = 100;

    /// <summary>Longest delay of a workflow or an action, in days; 12 months and a year are no longer.</summary>
    public const int MaxDelayDays = 366;

    /// <summary>Most attempts that an action's <c>retry</c> asks for.</summary>
    public const int MaxAttempts = 100;

    /// <summary>Longest wait between two attempts that an action's <c>retry</c> asks for, in hours.</summary>
    public const int MaxRetryWaitHours = 24;

    /// <summary>Most elements of a list of values in a rule or a trigger's filter.</summary>
    public const int MaxListItems = 10_000;

    /// <summary>Most placeholders in one workflow's actions.</summary>
    public const int MaxPlaceholders = 1_000;
}
