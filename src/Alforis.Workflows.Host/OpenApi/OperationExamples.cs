using System.Text.Json.Nodes;

namespace Alforis.Workflows.Host.OpenApi;

/// <summary>The examples of the API's document: bodies of requests by the name of the operation.</summary>
internal static class OperationExamples
{
    private static readonly JsonObject Requests = Read();

    /// <summary>Every operation that has one.</summary>
    public static IEnumerable<string> Names => Requests.Select(r => r.Key);

    /// <summary>The body that an operation may be sent, or <see langword="null"/>.</summary>
    public static JsonNode? RequestOf(string? operation) => operation is null ? null : Requests[operation]?.DeepClone();

    private static JsonObject Read()
    {
        using var stream = typeof(OperationExamples).Assembly.GetManifestResourceStream("openapi/examples.json") ?? throw new InvalidOperationException("The examples are not embedded.");
        return JsonNode.Parse(stream)!.AsObject();
    }
}
