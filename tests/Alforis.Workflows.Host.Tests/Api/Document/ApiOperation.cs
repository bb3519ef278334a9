using System.Text.Json.Nodes;

namespace Alforis.Workflows.Host.Tests.Api.Document;

/// <summary>One operation of the document.</summary>
internal sealed record ApiOperation(string Method, string Path, JsonObject Node)
{
    public string Name => $"{Method} {Path}";

    public string? Id => (string?)Node["operationId"];

    public IEnumerable<JsonObject> Parameters => (Node["parameters"] as JsonArray ?? []).Select(p => p!.AsObject());

    public JsonObject? Body => Node["requestBody"]?["content"]?["application/json"] as JsonObject;

    public JsonObject Responses => Node["responses"]!.AsObject();

    public bool IsOpen => Node["security"] is JsonArray { Count: 0 };

    public override string ToString() => Name;
}
