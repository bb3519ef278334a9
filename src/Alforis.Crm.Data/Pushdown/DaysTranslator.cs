using Alforis.Workflows.Engine.Conditions;

namespace Alforis.Crm.Data.Pushdown;

/// <summary>
/// Compares whole days up to now with a number: as the moment that they are counted from is compared with one so many days ago.
/// </summary>
internal static class DaysTranslator
{
    /// <summary>As many days as .NET's calendar has.</summary>
    private static readonly decimal Most = (DateTimeOffset.MaxValue - DateTimeOffset.MinValue).Days;

    public static SqlPart? Compare(SqlPart moment, ConditionOperator @operator, decimal number) => @operator switch
    {
        ConditionOperator.GreaterOrEqual => AtLeast(moment, decimal.Ceiling(number)),
        ConditionOperator.Greater => AtLeast(moment, After(number)),
        ConditionOperator.Less => LessThan(moment, decimal.Ceiling(number)),
        ConditionOperator.LessOrEqual => LessThan(moment, After(number)),
        ConditionOperator.Equal when decimal.Truncate(number) != number => SqlPart.False,
        ConditionOperator.Equal => SqlPart.Of($"({AtLeast(moment, number)} AND {LessThan(moment, After(number))})"),
        _ => null,
    };

    private static decimal After(decimal number) => decimal.Floor(Math.Clamp(number, -1, Most)) + 1;

    /// <summary>Whether so many whole days have passed.</summary>
    public static SqlPart AtLeast(SqlPart moment, decimal days)
    {
        if (days <= 0) return SqlPart.Of($"{moment} IS NOT NULL");
        return days > Most ? SqlPart.False : SqlPart.Of($"{moment} <= {Ago((int)days)}");
    }

    private static SqlPart LessThan(SqlPart moment, decimal days)
    {
        if (days <= 0) return SqlPart.False;
        // Where there are not so many days before now, every moment is nearer.
        return days > Most
            ? SqlPart.Of($"{moment} IS NOT NULL")
            : SqlPart.Of($"({moment} IS NOT NULL AND ({moment} <= {Ago((int)days)}) IS NOT TRUE)");
    }

    private static SqlPart Ago(int days) => SqlLiteral.Moment(
        now => now - DateTimeOffset.MinValue >= TimeSpan.FromDays(days) ? now.AddDays(-days) : null, later: false);
}
