using System.Globalization;
using System.Text.RegularExpressions;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Parsing;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Reads amounts of time such as <c>-30 days</c>.</summary>
internal sealed partial class RelativeTimeBinder(DiagnosticBag diagnostics)
{
    private const string Example = "Write a sign, a whole number and minutes, hours, days, weeks, months or years: \"-30 days\".";

    /// <summary>Longer text is no amount of time, and white space in it would cost its length squared.</summary>
    private const int LongestAmount = 100;

    private static readonly string[] Units = [.. Enum.GetNames<RelativeUnit>().Select(n => n.ToLowerInvariant())];

    /// <summary>The amount, or <see langword="null"/> and a diagnostic.</summary>
    /// <param name="node">The member <c>now</c> or <c>today</c>.</param>
    /// <param name="left">The field that it is compared with.</param>
    /// <param name="operator">The operator.</param>
    public BoundRelativeTime? Bind(SourceNode node, BoundPath left, ComparisonOperator @operator)
    {
        var root = node.Name is "now" ? PathRoot.Now : PathRoot.Today;
        if (!FitsField(node, left, @operator, root) || Read(node) is not var (count, unit)) return null;
        if (root == PathRoot.Today && unit is RelativeUnit.Minutes or RelativeUnit.Hours)
        {
            Refuse(node, "A day has no minutes and hours.", left.Kind == ValueKind.DateTime ? $"Write {{\"now\": {node}}}." : "Count in days, weeks, months or years.");
            return null;
        }

        return new BoundRelativeTime(root, count, unit, left.Kind);
    }

    /// <summary>What to write when a literal looks like an amount of time; <see langword="null"/> when it does not.</summary>
    public static string? Suggest(SourceNode literal, ValueType type)
    {
        if (type.Kind is not (ValueKind.Date or ValueKind.DateTime) || literal.Kind != SourceKind.String || literal.Text.Length > LongestAmount) return null;
        if (WordForNow(literal.Text, type) is { } value) return $"Write {value}.";
        if (Amount().Match(literal.Text) is not { Success: true } match || UnitOf(match.Groups["unit"].Value) is null) return null;
        var sign = match.Groups["sign"].Value;
        var amount = (sign.Length == 0 ? "-" : sign) + match.Groups["count"].Value + " " + match.Groups["unit"].Value;
        return $"Write {{\"{(type.Kind == ValueKind.Date ? "today" : "now")}\": \"{amount}\"}}.";
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

    private (int Count, RelativeUnit Unit)? Read(SourceNode node)
    {
        var name = node.Name!;
        if (node.Kind == SourceKind.Null || (node.Kind == SourceKind.String && string.IsNullOrWhiteSpace(node.Text)))
        {
            Refuse(node, "There is no amount of time here.", $"Write {{\"field\": \"{name}\"}}, or an amount: {{\"{name}\": \"-30 days\"}}.");
            return null;
        }

        if (node.Kind != SourceKind.String || node.Text.Length > LongestAmount || Amount().Match(node.Text) is not { Success: true } match)
        {
            Refuse(node, $"{node} is no amount of time.", Example);
            return null;
        }

        var unitName = match.Groups["unit"].Value;
        if (UnitOf(unitName) is not { } unit)
        {
            Refuse(node, $"'{unitName}' is no unit of time.", NearestName.Suggest(unitName, Units) ?? Example);
            return null;
        }

        var digits = match.Groups["count"].Value;
        if (match.Groups["sign"].Length == 0)
        {
            Refuse(node, $"{node} does not say whether it is before or after.", $"Write \"-{digits} {unitName}\" or \"+{digits} {unitName}\".");
            return null;
        }

        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= Most(unit))
        {
            return (match.Groups["sign"].Value is "-" or "\u2212" ? -count : count, unit);
        }

        Refuse(node, $"{node} is more than {ParseLimits.MaxRelativeYears} years away.", null);
        return null;
    }

    private void Refuse(SourceNode node, string message, string? suggestion) =>
        diagnostics.Error(node, DiagnosticCodes.InvalidRelativeTime, message, suggestion);

    private static RelativeUnit? UnitOf(string name)
    {
        var index = Array.FindIndex(Units, u => u.Equals(name, StringComparison.OrdinalIgnoreCase) || u.AsSpan(0, u.Length - 1).Equals(name, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : (RelativeUnit)index;
    }

    private static int Most(RelativeUnit unit) => ParseLimits.MaxRelativeYears * unit switch
    {
        RelativeUnit.Minutes => 366 * 24 * 60,
        RelativeUnit.Hours => 366 * 24,
        RelativeUnit.Days => 366,
        RelativeUnit.Weeks => 53,
        RelativeUnit.Months => 12,
        _ => 1,
    };

    /// <summary>The minus sign may be typographic, as word processors make it.</summary>
    [GeneratedRegex(@"^\s*(?<sign>[+\-−]?)\s*(?<count>[0-9]+)\s*(?<unit>\p{L}+)\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Amount();
}
