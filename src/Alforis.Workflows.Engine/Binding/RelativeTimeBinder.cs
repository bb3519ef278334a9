using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Parsing;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Reads amounts of time such as <c>-30 days</c>.</summary>
internal sealed class RelativeTimeBinder(DiagnosticBag diagnostics)
{
    private const string Example = "Write a sign, a whole number and seconds, minutes, hours, days, weeks, months or years: \"-30 days\".";

    /// <summary>The amount, or <see langword="null"/> and a diagnostic.</summary>
    /// <param name="node">The member <c>now</c> or <c>today</c>.</param>
    /// <param name="left">The field that it is compared with.</param>
    /// <param name="operator">The operator.</param>
    public BoundRelativeTime? Bind(SourceNode node, BoundPath left, ComparisonOperator @operator)
    {
        var root = node.Name is "now" ? PathRoot.Now : PathRoot.Today;
        if (!FitsField(node, left, @operator, root) || Read(node) is not { } amount) return null;
        if (root == PathRoot.Today && amount.IsExact)
        {
            Refuse(node, "A day has no minutes and hours, nor seconds.", left.Kind == ValueKind.DateTime ? $"Write {{\"now\": {node}}}." : "Count in days, weeks, months or years.");
            return null;
        }

        return new BoundRelativeTime(root, amount, left.Kind);
    }

    /// <summary>What to write when a literal looks like an amount of time; <see langword="null"/> when it does not.</summary>
    public static string? Suggest(SourceNode literal, ValueType type)
    {
        if (type.Kind is not (ValueKind.Date or ValueKind.DateTime) || literal.Kind != SourceKind.String) return null;
        if (WordForNow(literal.Text, type) is { } value) return $"Write {value}.";
        if (AmountText.Read(literal.Text) is not { Unit: not null } amount) return null;
        var sign = amount.Sign.Length == 0 ? "-" : amount.Sign;
        return $"Write {{\"{(type.Kind == ValueKind.Date ? "today" : "now")}\": \"{sign}{amount.Digits} {amount.UnitName}\"}}.";
    }

    /// <summary>What stands for a word that names a day or a moment.</summary>
    private static string? WordForNow(string text, ValueType type) => (text.Trim().ToLowerInvariant(), type.Kind) switch
    {
        ("now", ValueKind.DateTime) => "{\"field\": \"now\"}",
        ("now" or "today", ValueKind.Date) => "{\"field\": \"today\"}",
        ("today", _) => "{\"today\": \"+0 days\"}",
        ("tomorrow", _) => "{\"today\": \"+1 day\"}",
        ("yesterday", _) => "{\"today\": \"-1 day\"}",
        _ => null,
    };

    private bool FitsField(SourceNode node, BoundPath left, ComparisonOperator @operator, PathRoot root)
    {
        var isComparable = @operator is ComparisonOperator.Equal or ComparisonOperator.NotEqual or ComparisonOperator.Between || @operator.IsOrder();
        if (left.Kind == ValueKind.DateTime && isComparable) return true;
        if (left.Kind == ValueKind.Date && isComparable)
        {
            if (root == PathRoot.Today) return true;
            diagnostics.Error(
                node, DiagnosticCodes.FieldsNotComparable, $"'{left}' is a date, and 'now' is a moment.", $"Write {{\"today\": {node}}}.");
            return false;
        }

        diagnostics.Error(
            node, DiagnosticCodes.FieldsNotComparable,
            $"'{left}' is {OperatorDomain.Describe(left)}: an amount of time from now or today is compared with a date or a moment, by == != > >= < <= or between.");
        return false;
    }

    private TimeAmount? Read(SourceNode node)
    {
        var name = node.Name!;
        if (node.Kind == SourceKind.Null || (node.Kind == SourceKind.String && string.IsNullOrWhiteSpace(node.Text)))
        {
            return Refuse(node, "There is no amount of time here.", $"Write {{\"field\": \"{name}\"}}, or an amount: {{\"{name}\": \"-30 days\"}}.");
        }

        if (node.Kind != SourceKind.String || AmountText.Read(node.Text) is not { } text) return Refuse(node, $"{node} is no amount of time.", Example);
        if (text.Unit is not { } unit)
        {
            return Refuse(node, $"'{text.UnitName}' is no unit of time.", text.SuggestUnit() ?? Example);
        }

        if (text.Sign.Length == 0)
        {
            return Refuse(
                node, $"{node} does not say whether it is before or after.",
                $"Write \"-{text.Digits} {text.UnitName}\" or \"+{text.Digits} {text.UnitName}\".");
        }

        if (text.CountUpTo(Most(unit)) is { } count) return new TimeAmount(text.IsNegative ? -count : count, unit);
        return Refuse(node, $"{node} is more than {ParseLimits.MaxRelativeYears} years away.", null);
    }

    private TimeAmount? Refuse(SourceNode node, string message, string? suggestion)
    {
        diagnostics.Error(node, DiagnosticCodes.InvalidRelativeTime, message, suggestion);
        return null;
    }

    private static long Most(TimeUnit unit) => ParseLimits.MaxRelativeYears * unit switch
    {
        TimeUnit.Seconds => 366L * 24 * 60 * 60,
        TimeUnit.Minutes => 366 * 24 * 60,
        TimeUnit.Hours => 366 * 24,
        TimeUnit.Days => 366,
        TimeUnit.Weeks => 53,
        TimeUnit.Months => 12,
        _ => 1,
    };
}
