using System.Text.Json.Nodes;
using Alforis.Crm.Data.Actions.RowWrites;
using Alforis.Crm.Data.Executions;

namespace Alforis.Crm.Data.Actions.AddTag;

/// <summary>Adds one action's tags to a row; a tag that it has already, in whatever case, is not added again. Not thread-safe.</summary>
internal sealed class TagEdit(PendingAction action, EntityReference target, IReadOnlyList<string> tags) : RowEdit(action, target, TagsColumn)
{
    public const string TagsColumn = "tags";

    private const int MostTags = 200;

    public override (object? Value, string? Problem) Work(object? current)
    {
        var had = (IReadOnlyList<string>)current!;
        List<string> added = [.. tags.Where(tag => !had.Contains(tag, StringComparer.OrdinalIgnoreCase))];
        if (added.Count > 0 && had.Count + added.Count > MostTags) return (null, $"The {Target} would have more than {MostTags} tags.");
        Result = new JsonObject
        {
            ["added"] = new JsonArray([.. added.Select(tag => JsonValue.Create(tag))]),
            ["already_there"] = new JsonArray([.. tags.Except(added, StringComparer.Ordinal).Select(tag => JsonValue.Create(tag))]),
        };
        string[] has = [.. had, .. added];
        return (has, null);
    }
}
