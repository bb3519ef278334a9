using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Alforis.Crm.Data.Workflows;

namespace Alforis.Crm.Data.Contexts;

/// <summary>What a change was: the columns, and the row before it.</summary>
/// <param name="Fields">The columns whose values changed.</param>
/// <param name="Before">The row as it was, with the related rows as they are.</param>
internal sealed record ContextFileChange(ImmutableArray<string> Fields, object Before)
{
    /// <summary>What the service maintains or computes: never in an event's list of changed columns.</summary>
    private static readonly string[] NoColumns = ["id", "updated_at", "last_activity_at", "last_activity_days"];

    /// <exception cref="ContextFileException">The old values are no old values of this row.</exception>
    public static ContextFileChange Read(ContextFileParts parts, string root, Type type)
    {
        var after = parts.Root.GetProperty(root);
        var merged = JsonObject.Create(after)!;
        var fields = ImmutableArray.CreateBuilder<string>();
        foreach (var (name, old) in Members(parts))
        {
            CheckColumn(name, type);
            if (after.TryGetProperty(name, out var current) && JsonElement.DeepEquals(current, old))
                throw ContextFileException.Contradiction(
                    "/previous" + JsonPlace.Step(name), $"'{name}' still has this value.", "Leave it out: here stands only what changed.");
            merged[name] = JsonNode.Parse(old.GetRawText());
            fields.Add(name);
        }

        if (parts.Previous is { } previous && ContextFileMismatch.Find(previous, type, "/previous", isWhole: false) is { } mismatch)
            throw new ContextFileException(mismatch);
        return new(fields.ToImmutable(), merged.Deserialize(type, ContextFileJson.Options)!);
    }

    private static IEnumerable<(string Name, JsonElement Old)> Members(ContextFileParts parts)
    {
        if (parts.Previous is not { } previous) return [];
        if (previous.ValueKind == JsonValueKind.Object) return previous.EnumerateObject().Select(m => (m.Name, m.Value));
        throw new ContextFileException(ContextFileProblem.Value("/previous", "This must be an object with the old values of the columns that changed."));
    }

    private static void CheckColumn(string name, Type type)
    {
        var columns = ContextFileJson.Options.GetTypeInfo(type).Properties
            .Where(p => ContextFileJson.Options.GetTypeInfo(p.PropertyType).Kind != JsonTypeInfoKind.Object && p.Set is not null)
            .Select(p => p.Name)
            .Except(NoColumns, StringComparer.Ordinal)
            .ToList();
        if (!columns.Contains(name, StringComparer.Ordinal))
            throw new ContextFileException(new ContextFileProblem(
                CrmDiagnosticCodes.ContextUnknownMember, "/previous" + JsonPlace.Step(name), $"'{name}' is no column that a change can be in.",
                $"Allowed are: {string.Join(", ", columns.Order(StringComparer.Ordinal))}."));
    }
}
