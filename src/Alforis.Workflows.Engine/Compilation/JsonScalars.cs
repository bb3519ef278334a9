using System.Collections;
using System.Globalization;
using System.Text.Json;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// Comparisons in which at least one side is free JSON: types are known only now. Values of different types are never equal and
/// never ordered.
/// </summary>
internal static class JsonScalars
{
    /// <summary>The element at the end of a path of member names; undefined when the path leads nowhere.</summary>
    public static JsonElement Follow(JsonElement element, string[] names)
    {
        foreach (var name in names)
        {
            if (element.ValueKind != JsonValueKind.Object || !TryGet(element, name, out element)) return default;
        }

        return element;
    }

    /// <summary>A string's characters. One that is no Unicode text (half of a surrogate pair, escaped) stays as it is written.</summary>
    public static string Text(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return element.GetRawText();
        }
    }

    public static bool IsNull(JsonElement element) => element.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    /// <summary>Text, a number or a truth value in the type that literals have; objects and lists as they are.</summary>
    public static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => Text(element),
        JsonValueKind.Number => Number(element),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => element,
    };

    /// <summary>Whether the comparison of two values, neither null, holds. Only positive operators.</summary>
    public static bool Compare(object? left, ComparisonOperator @operator, object? right, StringComparison comparison) => @operator switch
    {
        ComparisonOperator.Equal => AreEqual(left, right, comparison),
        ComparisonOperator.In => right is FreeLiterals list && list.Contains(left),
        ComparisonOperator.Contains => Contains(left, right, comparison),
        ComparisonOperator.StartsWith => left is string text && right is string start && text.StartsWith(start, comparison),
        ComparisonOperator.EndsWith => left is string text && right is string end && text.EndsWith(end, comparison),
        _ => IsOrdered(left, @operator, right),
    };

    /// <summary>The same as with the value of the element, which is not made when it is a number.</summary>
    public static bool AreEqual(JsonElement left, object? right, StringComparison comparison) => left.ValueKind switch
    {
        JsonValueKind.String => right is string text && string.Equals(Text(left), text, comparison),
        JsonValueKind.Number => right is not null && Operands.IsNumber(right.GetType()) && JsonReading.Number(left) == DictionaryReading.Number(right),
        _ => AreEqual(Value(left), right, comparison),
    };

    private static bool AreEqual(object? left, object? right, StringComparison comparison) => (left, right) switch
    {
        (string a, string b) => string.Equals(a, b, comparison),
        (bool a, bool b) => a == b,
        (JsonElement a, JsonElement b) => DeepEquals(a, b),
        (string or bool, _) or (_, string or bool) => false,
        (IEnumerable, _) or (_, IEnumerable) => FreeJson.Of(left) is JsonElement a && FreeJson.Of(right) is JsonElement b && DeepEquals(a, b),
        (not null, not null) => BothNumbers(left, right, out var order) && order == 0,
        _ => false,
    };

    /// <summary>Names that are no Unicode text make the search throw; they name nothing.</summary>
    private static bool TryGet(JsonElement element, string name, out JsonElement value)
    {
        try
        {
            return element.TryGetProperty(name, out value);
        }
        catch (InvalidOperationException)
        {
            value = default;
            return false;
        }
    }

    /// <summary>By meaning; what has text that is no Unicode, or exponents beyond all measure, equals only what is written alike.</summary>
    public static bool DeepEquals(JsonElement a, JsonElement b)
    {
        try
        {
            return JsonElement.DeepEquals(a, b);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentOutOfRangeException)
        {
            return a.GetRawText() == b.GetRawText();
        }
    }

    private static bool Contains(object? left, object? right, StringComparison comparison)
    {
        if (left is string text) return right is string part && TextSearch.Contains(text, part, comparison);
        if (left is JsonElement json) return json.ValueKind == JsonValueKind.Array && json.EnumerateArray().Any(item => AreEqual(item, right, comparison));
        return left is IEnumerable list && !DictionaryReading.IsDictionary(list)
            && list.Cast<object?>().Any(item => AreEqual(DictionaryReading.Free(item), right, comparison));
    }

    private static bool IsOrdered(object? left, ComparisonOperator @operator, object? right) =>
        BothNumbers(left, right, out var order) && @operator switch
        {
            ComparisonOperator.Greater => order > 0,
            ComparisonOperator.GreaterOrEqual => order >= 0,
            ComparisonOperator.Less => order < 0,
            _ => order <= 0,
        };

    private static bool BothNumbers(object? left, object? right, out int order)
    {
        order = 0;
        if (left is string or bool or JsonElement or IEnumerable or null || right is string or bool or JsonElement or IEnumerable or null) return false;
        if (left is double or float || right is double or float)
        {
            var a = Convert.ToDouble(left, CultureInfo.InvariantCulture);
            var b = Convert.ToDouble(right, CultureInfo.InvariantCulture);
            order = a.CompareTo(b);
            return !double.IsNaN(a) && !double.IsNaN(b);
        }

        order = Convert.ToDecimal(left, CultureInfo.InvariantCulture).CompareTo(Convert.ToDecimal(right, CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>A decimal where it fits, else a double: payloads may hold any number.</summary>
    private static object Number(JsonElement element) => element.TryGetDecimal(out var number) ? number : element.GetDouble();
}
