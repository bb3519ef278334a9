using System.Globalization;
using System.Text.Json;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Gives a root of free JSON the fields that a definition says it has.</summary>
internal static class RootDescriber
{
    /// <summary>The view in which a root of free JSON has the fields that the definition gives it.</summary>
    public static TriggerView Describe(TriggerSchema trigger, TriggerView view, SourceNode? config, DiagnosticBag diagnostics)
    {
        if (trigger.RootSchema is not { } description || config?[description.Setting] is not { Kind: not SourceKind.Null } node) return view;
        if (view.Find(description.Root) is not { } root) return view;
        try
        {
            var entity = new JsonSchemaReader(static m => new JsonAccessor(m), typeof(JsonElement)).Read(JsonSerializer.SerializeToElement(node.ToJsonNode()));
            var described = new FieldSchema(root.Name, root.Accessor, ValueKind.Entity, () => entity) { IsNullable = true };
            return view with { Roots = [.. view.Roots.Select(r => ReferenceEquals(r, root) ? described : r)] };
        }
        catch (JsonSchemaException e)
        {
            diagnostics.Error(Inside(node, e.Pointer), DiagnosticCodes.InvalidTriggerSetting, e.Message);
            return view;
        }
    }

    /// <summary>Whether a root is free JSON that a definition describes: no entity that an action could have as its target.</summary>
    public static bool IsDescribed(FieldSchema root) => root.Accessor is PropertyAccessor && root.Entity?.Type == typeof(JsonElement);

    /// <summary>What a pointer leads to, or what is nearest to it.</summary>
    private static SourceNode Inside(SourceNode node, string pointer)
    {
        foreach (var token in pointer.Split('/').Skip(1).Select(t => t.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
        {
            var next = node.Kind == SourceKind.Array && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < node.Items.Length
                ? node.Items[index]
                : node[token];
            if (next is null) return node;
            node = next;
        }

        return node;
    }
}
