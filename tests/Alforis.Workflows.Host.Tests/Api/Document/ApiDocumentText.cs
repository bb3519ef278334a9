using System.Text.Json.Nodes;

namespace Alforis.Workflows.Host.Tests.Api.Document;

/// <summary>The API's document as a host serves it.</summary>
internal sealed class ApiDocumentText(JsonObject root)
{
    public JsonObject Root => root;

    public IReadOnlyList<ApiOperation> Operations { get; } =
    [
        .. from path in root["paths"]!.AsObject()
           from item in path.Value!.AsObject()
           where item.Value is JsonObject { } node && node.ContainsKey("responses")
           select new ApiOperation(item.Key.ToUpperInvariant(), path.Key, item.Value!.AsObject()),
    ];

    public static async Task<ApiDocumentText> ReadAsync(ApiHost host)
    {
        var text = await host.Anonymous.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken);
        return new ApiDocumentText(JsonNode.Parse(text)!.AsObject());
    }

    /// <summary>What a node refers to, or itself.</summary>
    public JsonObject Resolve(JsonNode node)
    {
        while (node["$ref"] is { } reference)
            node = ((string)reference!)[2..].Split('/').Aggregate<string, JsonNode>(root, (at, step) => at[step] ?? throw new InvalidOperationException($"{reference} leads nowhere."));
        return node.AsObject();
    }
}
