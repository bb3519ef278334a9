using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Alforis.Crm.Data.Model;

namespace Alforis.Crm.Data.Contexts;

/// <summary>The members of a context file.</summary>
internal sealed record ContextFileParts
{
    public DateTimeOffset? Now { get; init; }

    public required ContextFileTrigger Trigger { get; init; }

    public Deal? Deal { get; init; }

    public Organisation? Organisation { get; init; }

    public JsonElement? Previous { get; init; }

    public JsonElement? Webhook { get; init; }

    /// <summary>The file itself, for what must be compared as it is written.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public JsonElement Root { get; init; }

    public static bool TryRead(
        JsonElement root, [NotNullWhen(true)] out ContextFileParts? parts, [NotNullWhen(false)] out ContextFileProblem? problem)
    {
        parts = null;
        problem = root.ValueKind == JsonValueKind.Null
            ? ContextFileProblem.Value("", "A context is an object, not null.")
            : ContextFileMismatch.Find(root, typeof(ContextFileParts), "");
        if (problem is not null) return false;
        parts = root.Deserialize<ContextFileParts>(ContextFileJson.Options)!;
        parts = parts with { Root = root };
        return true;
    }
}

/// <summary>The trigger as a context file writes it.</summary>
internal sealed record ContextFileTrigger
{
    public required string Type { get; init; }

    public string? Actor { get; init; }

    public DateTimeOffset? OccurredAt { get; init; }
}
