using System.Globalization;
using System.Text.Json.Nodes;
using Alforis.Workflows.Host.Tests.Api.Document;

namespace Alforis.Workflows.Host.Tests.Api.Proofs;

/// <summary>Makes values that a schema allows, as its keywords say; a seed makes the same ones.</summary>
internal sealed class SchemaValues(ApiDocumentText document, Random random)
{
    private const int MostDepth = 6;

    private static readonly string[] Words = ["Relance", "Société Générale & Fils", "signe", "prospect", "2026-03-29", "élève d’à côté", "42", "a@b.example", "{{ deal.montant }}", "organisation_created"];

    public JsonNode? Make(JsonNode schema, int depth = 0)
    {
        var node = document.Resolve(schema);
        if (node["enum"] is JsonArray values) return Pick(values)?.DeepClone();
        if ((node["oneOf"] ?? node["anyOf"]) is JsonArray branches) return Make(Pick(branches)!, depth + 1);
        var types = node["type"] is JsonArray several ? several.Select(t => (string)t!).ToList() : [(string?)node["type"] ?? "string"];
        if (types.Count > 1 && random.Next(4) > 0) types.Remove("null");
        return types[random.Next(types.Count)] switch
        {
            "object" => Object(node, depth),
            "array" => new JsonArray([.. Enumerable.Range(0, depth > MostDepth ? 0 : random.Next(3)).Select(_ => Make(node["items"] ?? new JsonObject(), depth + 1))]),
            "integer" => Integer(node),
            "number" => Math.Round(random.NextDouble() * 10_000, 2),
            "boolean" => random.Next(2) == 0,
            "null" => null,
            _ => Text(node),
        };
    }

    private JsonObject Object(JsonObject node, int depth)
    {
        var made = new JsonObject();
        var required = (node["required"] as JsonArray ?? []).Select(n => (string)n!).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, member) in node["properties"] as JsonObject ?? [])
            if (required.Contains(name) || (depth < MostDepth && random.Next(2) == 0)) made[name] = Make(member!, depth + 1);
        return made;
    }

    private JsonValue Integer(JsonObject node)
    {
        var least = Bound(node, "minimum", 0);
        // Rows of the demo data have small numbers.
        var most = Math.Min(Bound(node, "maximum", 20), least + 1000);
        return JsonValue.Create(random.NextInt64(least, Math.Max(least, most) + 1));
    }

    private static long Bound(JsonObject node, string keyword, long usual) =>
        node[keyword] is { } bound ? (long)Math.Clamp(decimal.Parse(bound.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture), long.MinValue / 2, long.MaxValue / 2) : usual;

    private string Text(JsonObject node)
    {
        var moment = DateTimeOffset.UnixEpoch.AddMinutes(random.Next(60_000_000));
        var text = (string?)node["format"] switch
        {
            "date-time" => moment.ToString("O", CultureInfo.InvariantCulture),
            "date" => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "uuid" => new Guid(random.Next(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10).ToString(),
            _ => Words[random.Next(Words.Length)] + (random.Next(2) == 0 ? random.Next(1000).ToString(CultureInfo.InvariantCulture) : ""),
        };
        if ((int?)node["minLength"] is { } least && text.Length < least) text = text.PadRight(least, 'x');
        return (int?)node["maxLength"] is { } most && text.Length > most ? text[..most] : text;
    }

    private JsonNode? Pick(JsonArray values) => values[random.Next(values.Count)];
}
