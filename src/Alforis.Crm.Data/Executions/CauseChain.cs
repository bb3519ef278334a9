using System.Text.Json;
using System.Text.Json.Serialization;

namespace Alforis.Crm.Data.Executions;

/// <summary>One execution behind an event.</summary>
internal sealed record Cause(long ExecutionId, long WorkflowId, string EntityType, long EntityId);

/// <summary>The chain of executions behind an event, oldest first: it ends loops, and tells why something happened.</summary>
internal static class CauseChain
{
    /// <summary>A chain of this length sets off nothing more.</summary>
    public const int Longest = 5;

    public static IReadOnlyList<Cause> Read(string json) =>
        json is "[]" ? [] : JsonSerializer.Deserialize(json, CauseJson.Default.ListCause) ?? [];

    public static string Append(IReadOnlyList<Cause> chain, Cause cause) =>
        JsonSerializer.Serialize([.. chain, cause], CauseJson.Default.ListCause);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(List<Cause>))]
internal sealed partial class CauseJson : JsonSerializerContext;
