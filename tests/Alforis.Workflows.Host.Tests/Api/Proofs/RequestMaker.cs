using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Alforis.Workflows.Host.Tests.Api.Document;

namespace Alforis.Workflows.Host.Tests.Api.Proofs;

/// <summary>A request that was made up.</summary>
internal sealed record MadeRequest(string Address, string? Body);

/// <summary>Makes requests up from what the document says of an operation; a seed makes the same ones.</summary>
internal sealed partial class RequestMaker(ApiDocumentText document, Random random)
{
    private readonly SchemaValues values = new(document, random);

    /// <param name="operation">What is asked for.</param>
    /// <param name="isWrong">Whether one thing in it is not as the document says.</param>
    public MadeRequest Make(ApiOperation operation, bool isWrong)
    {
        var address = Part().Replace(operation.Path, part => Uri.EscapeDataString(PathValue(operation, part.Groups["name"].Value)));
        var query = operation.Parameters
            .Where(p => (string)p["in"]! == "query" && ((bool?)p["required"] == true || random.Next(3) == 0))
            .Select(p => $"{p["name"]}={(isWrong && random.Next(2) == 0 ? Pick(HostileValues.Queries).Replace("{name}", (string)p["name"]!, StringComparison.Ordinal) : Uri.EscapeDataString(Plain(values.Make(p["schema"]!))))}")
            .ToList();
        return new MadeRequest(query.Count == 0 ? address : $"{address}?{string.Join('&', query)}", Body(operation, isWrong));
    }

    private string? Body(ApiOperation operation, bool isWrong)
    {
        if (operation.Body is not { } body) return null;
        var made = body["example"] is { } example && random.Next(3) == 0 ? example.DeepClone() : values.Make(body["schema"]!) ?? new JsonObject();
        return isWrong ? HostileValues.Mutations(made, random, each: 1).OrderBy(_ => random.Next()).FirstOrDefault() ?? "[]" : made.ToJsonString();
    }

    /// <summary>Rows of the demo data have small numbers.</summary>
    private string PathValue(ApiOperation operation, string name)
    {
        var schema = document.Resolve(operation.Parameters.Single(p => (string)p["in"]! == "path" && (string)p["name"]! == name)["schema"]!);
        return (string?)schema["type"] == "integer" ? random.Next(1, 12).ToString(CultureInfo.InvariantCulture)
            : random.Next(2) == 0 ? FilledCrm.Slug : Plain(values.Make(schema));
    }

    private static string Plain(JsonNode? value) => value switch
    {
        null => "",
        JsonArray list => string.Join(',', list.Select(Plain)),
        _ => value.ToString(),
    };

    private string Pick(string[] from) => from[random.Next(from.Length)];

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Part();
}
