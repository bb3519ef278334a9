using System.Text.Json;
using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>What the actions bound so far bring to those behind them. Not thread-safe.</summary>
/// <param name="results">Which actions bring what; <see langword="null"/> when none does.</param>
internal sealed class EarlierResults(ActionResults? results)
{
    private readonly JsonObject actions = [];

    /// <summary>The view of the next action: a root with the ids of all that bring something, if one does.</summary>
    public TriggerView Extend(TriggerView view)
    {
        if (results is null || actions.Count == 0) return view;
        var document = JsonSerializer.SerializeToElement(new JsonObject { ["type"] = "object", ["properties"] = actions.DeepClone() });
        var entity = new JsonSchemaReader(static m => new JsonAccessor(m), typeof(JsonElement)).Read(document);
        var root = new FieldSchema(results.Root.Name, results.Root.Accessor, ValueKind.Entity, () => entity) { IsNullable = true };
        return view with { Roots = [.. view.Roots, root] };
    }

    /// <summary>Adds an action.</summary>
    public void Add(BoundAction action)
    {
        if (results?.Schemas.TryGetValue(action.Schema.Name, out var schema) == true) actions[action.Id] = JsonNode.Parse(schema.GetRawText());
    }
}
