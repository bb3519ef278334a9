using System.Collections.Immutable;
using System.Globalization;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Analysis;

/// <summary>
/// What a rule says about one field: the values that it may have when the rule holds, and when it does not. Where that cannot be
/// told exactly there are too many values, never too few, so that nothing is called impossible that is not. Not thread-safe.
/// </summary>
internal sealed class RuleMeaning
{
    /// <summary>Longer lists are not looked into.</summary>
    private const int LongestList = 1_000;

    /// <summary>Numbers of more digits may be alike once they are rounded to binary floating-point numbers.</summary>
    private const int MostExactDigits = 15;

    private readonly FieldDomain domain;
    private readonly ValueSet set;
    private readonly bool isExact;
    private readonly bool isNegative;
    private ValueSet? inside;
    private ValueSet? outside;

    /// <param name="rule">The rule.</param>
    /// <param name="entity">The triggering entity.</param>
    public RuleMeaning(BoundComparison rule, FieldSchema? entity)
    {
        var positive = rule.Operator.Positive();
        isNegative = positive is not null;
        if (positive is { } @operator) rule = rule with { Operator = @operator };
        Path = rule is { Operator: ComparisonOperator.ChangedFrom, Right: BoundChange change } ? change.Previous : rule.Left;
        domain = FieldDomain.Of(Path, entity);
        (set, isExact) = Describe(rule, Path, domain);
    }

    /// <summary>The field.</summary>
    public BoundPath Path { get; }

    /// <summary>Whether no value fulfils it.</summary>
    public bool NeverHolds => isNegative ? IsOutsideEmpty : Inside.IsEmpty;

    /// <summary>Whether every value fulfils it.</summary>
    public bool AlwaysHolds => isNegative ? Inside.IsEmpty : IsOutsideEmpty;

    private ValueSet Inside => inside ??= domain.Restrict(set);

    private ValueSet Outside => outside ??= isExact ? domain.Except(set) : domain.Values;

    /// <summary>Most fields may be null, and most rules say nothing of null: then there is something outside.</summary>
    private bool IsOutsideEmpty => isExact && !(domain.Values.Null && !set.Null) && Outside.IsEmpty;

    /// <summary>Its values when the rule holds, or when it does not.</summary>
    public ValueSet When(bool holds) => holds == isNegative ? Outside : Inside;

    private static (ValueSet Set, bool IsExact) Describe(BoundComparison rule, BoundPath path, FieldDomain domain)
    {
        var values = domain.Values;
        switch (rule.Right)
        {
            case BoundChange { Values: { } asked }:
                return (Listed(asked, path, values, rule.IgnoresCase).Set, false);
            case BoundChange or BoundField when rule.Operator is ComparisonOperator.Equal || rule.Operator.IsChange():
                return (values, false);
            case BoundNothing:
                return Empty(path, values);
            case BoundLiteralList list:
                return Listed(list, path, values, rule.IgnoresCase);
            case BoundLiteral literal when rule.Operator == ComparisonOperator.Equal:
                return Listed(new BoundLiteralList([literal]), path, values, rule.IgnoresCase);
            case BoundLiteral literal when rule.Operator.IsOrder():
                return Ray(rule.Operator, literal.Value!, path);
            case BoundRange range:
                var (low, lowIsExact) = Side(ComparisonOperator.GreaterOrEqual, range.Low, path, values);
                var (high, highIsExact) = Side(ComparisonOperator.LessOrEqual, range.High, path, values);
                return (low.Intersect(high), lowIsExact && highIsExact);
            default:
                // A relation that holds between values only, and between which is not known here. What is not a number stands in no order.
                return Related(path, values);
        }
    }

    private static (ValueSet Set, bool IsExact) Side(ComparisonOperator @operator, BoundOperand operand, BoundPath path, ValueSet values) =>
        operand is BoundLiteral literal ? Ray(@operator, literal.Value!, path) : Related(path, values);

    private static (ValueSet Set, bool IsExact) Related(BoundPath path, ValueSet values) =>
        (path.Kind == ValueKind.Number ? values with { Null = false, Other = false } : values with { Null = false }, false);

    private static (ValueSet Set, bool IsExact) Empty(BoundPath path, ValueSet values) => path.Kind switch
    {
        ValueKind.Text => (new ValueSet { Null = true, Texts = NameSet.Of([""]) }, true),
        ValueKind.List => (values, false),
        // Other stands for full lists and objects as well.
        ValueKind.Json => (new ValueSet { Null = true, Other = true, Texts = NameSet.Of([""]) }, false),
        _ => (new ValueSet { Null = true }, true),
    };

    private static (ValueSet Set, bool IsExact) Ray(ComparisonOperator @operator, object literal, BoundPath path)
    {
        var isIncluded = @operator is ComparisonOperator.GreaterOrEqual or ComparisonOperator.LessOrEqual;
        var isAbove = @operator is ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual;
        Intervals<T> From<T>(T value)
            where T : struct, IComparable<T> => isAbove ? Intervals<T>.Above(value, isIncluded) : Intervals<T>.Below(value, isIncluded);
        switch (literal)
        {
            case decimal number when FieldDomain.IsFloating(path):
                return (new ValueSet { Floats = From((double)number) }, true);
            case decimal number when FieldDomain.IsOfAnyNumber(path) && !IsExact(number):
                return (new ValueSet { Numbers = Intervals<decimal>.All }, false);
            case decimal number:
                return (new ValueSet { Numbers = From(number) }, true);
            case DateOnly date:
                return (new ValueSet { Times = From((long)date.DayNumber) }, true);
            case DateTimeOffset moment:
                return (new ValueSet { Times = From(moment.UtcTicks) }, true);
            default:
                // Texts and truth values of free JSON stand in no order.
                return (ValueSet.None, true);
        }
    }

    private static (ValueSet Set, bool IsExact) Listed(BoundLiteralList list, BoundPath path, ValueSet values, bool ignoresCase)
    {
        if (list.Items is [{ Value: var single }] && !(ignoresCase && single is string)) return Single(single, path);
        ImmutableArray<object?> items = [.. list.Items.Select(i => i.Value)];
        var hasNull = items.Contains(null);
        var isText = items.Any(i => i is string);
        var isRounded = FieldDomain.IsOfAnyNumber(path) && items.Any(i => i is decimal number && !IsExact(number));
        if (items.Length > LongestList || (ignoresCase && isText) || isRounded) return (values with { Null = values.Null && hasNull }, false);
        var isFloating = FieldDomain.IsFloating(path);
        var numbers = items.OfType<decimal>().ToList();
        return (new ValueSet
        {
            Null = hasNull,
            True = items.Contains(true),
            False = items.Contains(false),
            Texts = NameSet.Of(items.OfType<string>()),
            Numbers = isFloating ? Intervals<decimal>.None : Intervals<decimal>.Points(numbers),
            Floats = isFloating ? Intervals<double>.Points(numbers.Select(n => (double)n)) : Intervals<double>.None,
            Times = Intervals<long>.Points(items.OfType<DateOnly>().Select(d => (long)d.DayNumber).Concat(items.OfType<DateTimeOffset>().Select(m => m.UtcTicks))),
        }, true);
    }

    private static (ValueSet Set, bool IsExact) Single(object? value, BoundPath path) => value switch
    {
        null => (new ValueSet { Null = true }, true),
        string text => (new ValueSet { Texts = NameSet.Of([text]) }, true),
        bool truth => (new ValueSet { True = truth, False = !truth }, true),
        decimal number when FieldDomain.IsFloating(path) => (new ValueSet { Floats = Intervals<double>.Point((double)number) }, true),
        decimal number when FieldDomain.IsOfAnyNumber(path) && !IsExact(number) => (new ValueSet { Numbers = Intervals<decimal>.All }, false),
        decimal number => (new ValueSet { Numbers = Intervals<decimal>.Point(number) }, true),
        DateOnly date => (new ValueSet { Times = Intervals<long>.Point(date.DayNumber) }, true),
        DateTimeOffset moment => (new ValueSet { Times = Intervals<long>.Point(moment.UtcTicks) }, true),
        _ => throw new NotSupportedException($"A literal of type {value.GetType().Name} is no value of a field."),
    };

    private static bool IsExact(decimal number) =>
        number.ToString(CultureInfo.InvariantCulture).Count(char.IsAsciiDigit) <= MostExactDigits;
}
