using System.Collections;
using System.Linq.Expressions;
using System.Text.Json;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// Emits the question whether a field still has its value: like <c>==</c>, but lists compare element by element, and what is not a
/// number is the same as itself.
/// </summary>
internal static class Sameness
{
    /// <param name="path">The field.</param>
    /// <param name="value">Its value, not null.</param>
    /// <param name="previous">Its value before, not null, of the same type.</param>
    public static Expression Of(BoundPath path, Expression value, Expression previous)
    {
        if (path.Kind == ValueKind.List)
        {
            return Expression.Call(
                typeof(Sameness), nameof(SameLists), null, Expression.Convert(value, typeof(IEnumerable)), Expression.Convert(previous, typeof(IEnumerable)));
        }

        if (path.Kind == ValueKind.Json) return Expression.Call(typeof(Sameness), value.Type == typeof(JsonElement) ? nameof(SameJson) : nameof(SameValue), null, value, previous);
        if (value.Type == typeof(AnyNumber)) return Expression.Call(typeof(Sameness), nameof(SameNumber), null, value, previous);
        return Operands.IsFloating(value.Type) ? Expression.Call(value, nameof(Equals), null, previous) : Expression.Equal(value, previous);
    }

    private static bool SameLists(IEnumerable list, IEnumerable previous)
    {
        if (list is IReadOnlyList<string> texts && previous is IReadOnlyList<string> others) return SameTexts(texts, others);
        var other = previous.GetEnumerator();
        try
        {
            foreach (var item in list)
            {
                if (!other.MoveNext() || !SameItem(item, other.Current)) return false;
            }

            return !other.MoveNext();
        }
        finally
        {
            (other as IDisposable)?.Dispose();
        }
    }

    private static bool SameTexts(IReadOnlyList<string?> texts, IReadOnlyList<string?> others)
    {
        if (texts.Count != others.Count) return false;
        for (var i = 0; i < texts.Count; i++)
        {
            if (!string.Equals(texts[i], others[i], StringComparison.Ordinal)) return false;
        }

        return true;
    }

    /// <summary>Whether an element is what it was; a number may have come as one of another C# type.</summary>
    public static bool SameItem(object? item, object? other) => (item, other) switch
    {
        (JsonElement a, JsonElement b) => SameJson(a, b),
        (DateTime a, DateTime b) => Moments.FromDateTime(a) == Moments.FromDateTime(b),
        (not null, not null) when item.GetType() != other.GetType() && Operands.IsNumber(item.GetType()) && Operands.IsNumber(other.GetType()) =>
            Membership.SameNumber(item, other),
        _ => Equals(item, other),
    };

    private static bool SameNumber(AnyNumber number, AnyNumber previous) =>
        number == previous || (IsNaN(number) && IsNaN(previous));

    private static bool IsNaN(AnyNumber number) => number != AnyNumber.Of(0m) && !(number > AnyNumber.Of(0m)) && !(number < AnyNumber.Of(0m));

    private static bool SameValue(object value, object previous) =>
        (value is double x && previous is double y && double.IsNaN(x) && double.IsNaN(y))
        || JsonScalars.Compare(value, ComparisonOperator.Equal, previous, StringComparison.Ordinal);

    private static bool SameJson(JsonElement a, JsonElement b) =>
        JsonScalars.IsNull(a) || JsonScalars.IsNull(b)
            ? JsonScalars.IsNull(a) && JsonScalars.IsNull(b)
            : JsonScalars.Compare(JsonScalars.Value(a), ComparisonOperator.Equal, JsonScalars.Value(b), StringComparison.Ordinal);
}
