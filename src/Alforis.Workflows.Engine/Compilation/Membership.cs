using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Linq.Expressions;
using System.Text.Json;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Emits membership: a value in literals, and a value in a list of the context.</summary>
internal static class Membership
{
    /// <summary>Up to here comparing one by one is as fast as hashing.</summary>
    private const int LongestChain = 8;

    /// <summary>Whether the value is one of the literals.</summary>
    public static Expression InLiterals(Expression value, List<object> items, BoundPath path, Literals literals, StringComparison comparison)
    {
        if (items.Count == 0) return Expression.Constant(false);
        if (items.Count > LongestChain && !value.Type.IsEnum) return InSet(value, items, literals, comparison);
        var tests = items.ConvertAll(item =>
        {
            if (value.Type == typeof(string) && comparison != StringComparison.Ordinal)
            {
                return Expression.Call(value, nameof(string.Equals), null, literals.Of(item), Expression.Constant(comparison));
            }

            var (a, b) = Operands.WithLiteral(value, item, path, literals);
            return (Expression)Expression.Equal(a, b);
        });
        return Balanced.Join(tests, Expression.OrElse);
    }

    /// <summary>Whether a list of the context has the value.</summary>
    /// <param name="list">The list.</param>
    /// <param name="value">The value.</param>
    /// <param name="comparison">How texts compare.</param>
    /// <param name="outer">Where the list is the same for many values: what is kept of it; else <see langword="null"/>.</param>
    public static Expression OfValue(Expression list, Expression value, StringComparison comparison, OuterReads? outer = null)
    {
        if (value.Type != typeof(string) || !typeof(IEnumerable<string>).IsAssignableFrom(list.Type)) value = Operands.Boxed(value);
        return outer is null
            ? Call(list, value, Expression.Constant(comparison))
            : outer.Search(list, value, (l, v) => Call(l, v, Expression.Constant(comparison)), new ListEquality(IsFree: false, comparison));
    }

    private static MethodCallExpression InSet(Expression value, List<object> items, Literals literals, StringComparison comparison) => items[0] switch
    {
        string => Contains(items.Cast<string>().ToFrozenSet(StringComparer.FromComparison(comparison)), value, literals),
        decimal when value.Type == typeof(AnyNumber) =>
            Expression.Call(literals.Of(new AnyNumber.Set([.. items.Cast<decimal>()])), nameof(AnyNumber.Set.Contains), null, value),
        decimal when Operands.IsFloating(value.Type) =>
            Contains(items.Select(l => (double)(decimal)l).ToFrozenSet(), Expression.Convert(value, typeof(double)), literals),
        decimal => Contains(items.Cast<decimal>().ToFrozenSet(), Operands.ToDecimal(value), literals),
        DateOnly => Contains(items.Cast<DateOnly>().ToFrozenSet(), value, literals),
        DateTimeOffset => Contains(items.Cast<DateTimeOffset>().ToFrozenSet(), value, literals),
        bool => Contains(items.Cast<bool>().ToFrozenSet(), value, literals),
        _ => throw new NotSupportedException($"A literal of type {items[0].GetType().Name} cannot be in a list."),
    };

    private static MethodCallExpression Contains<T>(FrozenSet<T> set, Expression value, Literals literals) =>
        Expression.Call(literals.Of(set, typeof(FrozenSet<T>)), nameof(FrozenSet<T>.Contains), null, value);

    private static MethodCallExpression Call(Expression list, Expression value, Expression comparison) =>
        value.Type == typeof(string)
            ? Expression.Call(typeof(Membership), nameof(HasText), null, Expression.Convert(list, typeof(IEnumerable<string>)), value, comparison)
            : Expression.Call(
                typeof(Membership), nameof(HasValue), null,
                Expression.Convert(list, typeof(IEnumerable)), value, comparison);

    private static bool HasText(IEnumerable<string?> texts, string value, StringComparison comparison)
    {
        foreach (var text in texts)
        {
            if (string.Equals(text, value, comparison)) return true;
        }

        return false;
    }

    /// <summary>The same for a list of any type.</summary>
    public static bool HasValue(IEnumerable list, object value, StringComparison comparison)
    {
        foreach (var item in list)
        {
            if (item is null) continue;
            if (item is JsonElement json)
            {
                if (JsonScalars.AreEqual(json, value, comparison)) return true;
                continue;
            }

            // Numbers first: Equals says that NaN is NaN, == says that it is not.
            if (Operands.IsNumber(item.GetType()) ? Operands.IsNumber(value.GetType()) && SameNumber(item, value) : Same(item, value, comparison)) return true;
            if (item is DateTime moment && value is DateTimeOffset other && Moments.FromDateTime(moment) == other) return true;
        }

        return false;
    }

    /// <summary>Ids and letters are text to conditions, also in a list.</summary>
    private static bool Same(object item, object value, StringComparison comparison) => (item, value) switch
    {
        (string text, string other) => string.Equals(text, other, comparison),
        (Guid or char, string other) => string.Equals(item.ToString(), other, comparison),
        _ => item.Equals(value),
    };

    public static bool SameNumber(object a, object b) =>
        Operands.IsFloating(a.GetType()) || Operands.IsFloating(b.GetType())
            ? Convert.ToDouble(a, CultureInfo.InvariantCulture) == Convert.ToDouble(b, CultureInfo.InvariantCulture)
            : Convert.ToDecimal(a, CultureInfo.InvariantCulture) == Convert.ToDecimal(b, CultureInfo.InvariantCulture);
}
