using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>Copies values of the context, so that an explanation stays true whatever becomes of them.</summary>
internal static class ExplainedValue
{
    private static readonly JsonElement Entity = JsonElement.Parse("{}");

    public static object? Of(BoundPath path, object? value, TimeZoneInfo zone) =>
        value is null ? null
        : path.Kind == ValueKind.Entity ? Entity
        : path.ItemKind == ValueKind.Entity && value is JsonElement json
            ? json.EnumerateArray().Select(item => JsonScalars.IsNull(item) ? null : (object?)Entity).ToImmutableArray()
        : path.ItemKind == ValueKind.Entity && value is IEnumerable items
            ? items.Cast<object?>().Select(item => item is null ? null : (object?)Entity).ToImmutableArray()
            : Of(value, zone);

    public static object? Of(object? value, TimeZoneInfo zone) => value switch
    {
        null or string => value,
        DateTimeOffset moment => TimeZoneInfo.ConvertTime(moment, zone),
        DateTime moment => TimeZoneInfo.ConvertTime(Moments.FromDateTime(moment), zone),
        Guid or char => value.ToString(),
        JsonElement { ValueKind: JsonValueKind.Object or JsonValueKind.Array } json => json.Clone(),
        JsonElement json => JsonScalars.Value(json),
        IEnumerable list => list.Cast<object?>().Select(item => Of(item, zone)).ToImmutableArray(),
        _ => value,
    };
}
