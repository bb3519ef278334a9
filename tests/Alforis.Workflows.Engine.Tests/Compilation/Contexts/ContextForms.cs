using System.Collections;
using System.Reflection;
using System.Text.Json;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Compilation.Contexts;

/// <summary>The same context as JSON and as dictionaries.</summary>
internal static class ContextForms
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowDuplicateProperties = true };

    public static JsonElement ToJson(Scope scope)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in Roots(scope))
            {
                writer.WritePropertyName(name);
                JsonSerializer.Serialize(writer, value, Written.Json);
            }

            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan, Lenient);
    }

    public static IReadOnlyDictionary<string, object?> ToDictionary(Scope scope, Random random) =>
        Roots(scope).ToDictionary(r => r.Name, r => Value(r.Value, random), StringComparer.Ordinal);

    /// <summary>JSON has no infinite numbers, and what is no decimal to the last digit would be read as another number.</summary>
    public static bool IsPortable(Scope scope) => Doubles(scope.Item).Concat(Doubles(scope.Previous)).All(
        d => double.IsFinite(d) && d is not (double.Epsilon or 123456789.123456789));

    private static IEnumerable<double> Doubles(Item? item) =>
        item is null ? [] : [item.Ratio, item.Score ?? 0, .. item.Weights ?? []];

    private static (string Name, object? Value)[] Roots(Scope scope) =>
        [("item", scope.Item), ("previous", scope.Previous), ("team", scope.Team), ("trigger", scope.Change), ("webhook", scope.Payload)];

    /// <summary>Now and then an absent entry instead of a null one, free JSON as dictionaries, dates as text.</summary>
    private static object? Value(object? value, Random random)
    {
        switch (value)
        {
            case JsonElement json:
                return random.Next(2) == 0 ? json : Free(json);
            case Item or Owner or Address or Change:
                return value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Where(p => p.Name != "EqualityContract")
                    .Select(p => (Name: JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name), Value: p.GetValue(value)))
                    .Where(p => p.Value is not null || random.Next(2) == 0)
                    .ToDictionary(p => p.Name, p => Value(p.Value, random), StringComparer.Ordinal);
            case DateOnly date when random.Next(2) == 0:
                return JsonSerializer.SerializeToElement(date).GetString();
            case DateTimeOffset moment when random.Next(2) == 0:
                return JsonSerializer.SerializeToElement(moment).GetString();
            case string or null:
                return value;
            case List<JsonElement> documents:
                return documents.Select(d => Value(d, random)).ToList();
            case IEnumerable list when random.Next(2) == 0:
                return list.Cast<object?>().ToArray();
            default:
                return value;
        }
    }

    private static object? Free(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().Aggregate(
            new Dictionary<string, object?>(StringComparer.Ordinal), (all, m) =>
            {
                all[m.Name] = Free(m.Value);
                return all;
            }),
        JsonValueKind.Array => json.EnumerateArray().Select(Free).ToList(),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => json.TryGetInt32(out var whole) ? whole : json.TryGetDecimal(out var number) ? number : json.GetDouble(),
        _ => null,
    };
}
