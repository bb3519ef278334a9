using Alforis.Workflows.Engine.Conditions;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Pushdown;

/// <summary>
/// Translates comparisons: TRUE exactly where the truth table says true, and FALSE or NULL everywhere else. <see langword="null"/> for what must be
/// evaluated in memory.
/// </summary>
internal static class ComparisonTranslator
{
    /// <param name="left">The left side.</param>
    /// <param name="comparison">The comparison.</param>
    /// <param name="other">The right side, when it is a field or the clock.</param>
    public static SqlPart? Translate(SqlValue left, Comparison comparison, SqlValue? other) => comparison.Right switch
    {
        LiteralOperand { Value: null } => SqlPart.Of($"{left.Sql} IS NULL"),
        LiteralOperand { Value: { } value } => WithLiteral(left, comparison, value),
        LiteralsOperand literals => MembershipTranslator.InLiterals(left, literals.Values, comparison.IgnoresCase),
        ClockOperand { Kind: ValueKind.DateTime } clock =>
            Compare(left.Sql, comparison.Operator, SqlLiteral.Moment(now => (DateTimeOffset)clock.ValueAt(now), IsFromAbove(comparison.Operator))),
        ClockOperand or FieldOperand => WithValue(left, comparison, other!),
        // A pattern means something else to PostgreSQL.
        _ => null,
    };

    /// <summary>The clock's date or moment.</summary>
    public static SqlValue Read(ClockOperand clock) => new(
        clock.Kind == ValueKind.Date
            ? SqlLiteral.Date(now => (DateOnly)clock.ValueAt(now))
            : SqlLiteral.Moment(now => (DateTimeOffset)clock.ValueAt(now), later: false),
        clock.Kind);

    private static SqlPart? WithLiteral(SqlValue left, Comparison comparison, object literal) => literal switch
    {
        decimal number when left.Since is { } moment => DaysTranslator.Compare(moment, comparison.Operator, number),
        decimal number => Compare(left.Sql, comparison.Operator, SqlLiteral.Number(number)),
        bool truth => Compare(left.Sql, comparison.Operator, SqlLiteral.Boolean(truth)),
        DateOnly date => Compare(left.Sql, comparison.Operator, SqlLiteral.Date(date)),
        DateTimeOffset moment when comparison.Operator == ConditionOperator.Equal && !SqlLiteral.IsWholeMicroseconds(moment) => SqlPart.False,
        DateTimeOffset moment => Compare(left.Sql, comparison.Operator, SqlLiteral.Moment(_ => moment, IsFromAbove(comparison.Operator))),
        string text when left.IsText => TextTranslator.Compare(left.Sql, comparison.Operator, text, comparison.IgnoresCase),
        string text when left.IsListOfText && comparison.Operator == ConditionOperator.Contains =>
            MembershipTranslator.HasText(left.Sql, text, comparison.IgnoresCase),
        _ => null,
    };

    private static SqlPart? WithValue(SqlValue left, Comparison comparison, SqlValue right)
    {
        // PostgreSQL folds other letters than .NET does.
        if (comparison.IgnoresCase) return null;
        if (comparison.Operator == ConditionOperator.In) return MembershipTranslator.InList(left, right);
        if (comparison.Operator == ConditionOperator.Contains && left.Kind == ValueKind.List) return MembershipTranslator.InList(right, left);
        if (left.IsText && right.IsText) return TextTranslator.Compare(left.Sql, comparison.Operator, right.Sql);
        if (left.Kind != right.Kind) return null;
        return comparison.Operator == ConditionOperator.Equal
            ? SqlPart.Of($"{left.Sql} IS NOT DISTINCT FROM {right.Sql}")
            : Compare(left.Sql, comparison.Operator, right.Sql);
    }

    /// <summary>What is less than a moment, or at least that, is so too of the next whole microsecond; all else of the one before.</summary>
    private static bool IsFromAbove(ConditionOperator @operator) => @operator is ConditionOperator.GreaterOrEqual or ConditionOperator.Less;

    private static SqlPart? Compare(SqlPart left, ConditionOperator @operator, SqlPart right) => @operator switch
    {
        ConditionOperator.Equal => SqlPart.Of($"{left} = {right}"),
        ConditionOperator.Greater => SqlPart.Of($"{left} > {right}"),
        ConditionOperator.GreaterOrEqual => SqlPart.Of($"{left} >= {right}"),
        ConditionOperator.Less => SqlPart.Of($"{left} < {right}"),
        ConditionOperator.LessOrEqual => SqlPart.Of($"{left} <= {right}"),
        _ => null,
    };
}
