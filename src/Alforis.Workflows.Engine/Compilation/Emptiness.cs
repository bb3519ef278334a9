using System.Collections;
using System.Linq.Expressions;
using System.Text.Json;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Emits the question whether a value that is not null is empty: text without characters, and what has no elements or members.</summary>
internal static class Emptiness
{
    public static Expression Of(BoundPath path, Expression value) => path.Kind switch
    {
        ValueKind.Text => Expression.Equal(Expression.Property(value, nameof(string.Length)), Expression.Constant(0)),
        ValueKind.List or ValueKind.Json when value.Type == typeof(JsonElement) => Expression.Call(typeof(Emptiness), nameof(IsEmptyJson), null, value),
        ValueKind.List or ValueKind.Json when value.Type == typeof(object) => Expression.Call(typeof(Emptiness), nameof(IsEmptyValue), null, value),
        ValueKind.Json => Expression.Call(typeof(Emptiness), nameof(IsEmptyValue), null, Expression.Convert(value, typeof(object))),
        ValueKind.List => Expression.Call(typeof(Emptiness), nameof(IsEmptyList), null, Expression.Convert(value, typeof(IEnumerable))),
        _ => Expression.Constant(false),
    };

    private static bool IsEmptyList(IEnumerable list)
    {
        if (list is ICollection collection) return collection.Count == 0;
        foreach (var _ in list) return false;
        return true;
    }

    private static bool IsEmptyValue(object value) => value switch
    {
        string text => text.Length == 0,
        JsonElement json => IsEmptyJson(json),
        IReadOnlyCollection<KeyValuePair<string, object?>> entries => entries.Count == 0,
        IEnumerable structure => IsEmptyList(structure),
        _ => false,
    };

    private static bool IsEmptyJson(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.ValueEquals(""u8),
        JsonValueKind.Array => element.GetArrayLength() == 0,
        JsonValueKind.Object => element.GetPropertyCount() == 0,
        _ => JsonScalars.IsNull(element),
    };
}
