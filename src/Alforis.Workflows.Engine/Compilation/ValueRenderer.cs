using System.Collections;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Makes a setting's value from the context; what it makes once the rendering has a problem means nothing.</summary>
/// <typeparam name="TContext">The type that it is read from.</typeparam>
internal delegate JsonNode? ValueRenderer<in TContext>(TContext context, Rendering rendering);

/// <summary>Turns bound values into renderers.</summary>
internal sealed class ValueCompiler<TContext>(PathReaders<TContext> readers)
{
    public ValueRenderer<TContext> Compile(BoundValue value)
    {
        switch (value)
        {
            case BoundConstant constant:
                return (_, _) => constant.Value?.DeepClone();
            case BoundPlaceholder placeholder:
                return CompilePlaceholder(placeholder);
            case BoundText text:
                return CompileText(text);
            case BoundObject members:
                var compiled = members.Members.Select(m => (m.Key, Render: Compile(m.Value))).ToArray();
                return (context, rendering) => RenderObject(compiled, context, rendering);
            case BoundList list:
                return CompileList(list);
            default:
                throw new NotSupportedException($"A value of type {value.GetType().Name} cannot be compiled.");
        }
    }

    /// <summary>The settings of one action.</summary>
    public Func<TContext, Rendering, JsonObject> CompileSettings(BoundObject settings)
    {
        var compiled = settings.Members.Select(m => (m.Key, Render: Compile(m.Value))).ToArray();
        return (context, rendering) =>
        {
            var result = new JsonObject();
            foreach (var (name, render) in compiled)
            {
                rendering.Setting = name;
                var value = render(context, rendering);
                if (rendering.Problem is not null) break;
                result.Add(name, value);
            }

            return result;
        };
    }

    private ValueRenderer<TContext> CompilePlaceholder(BoundPlaceholder placeholder)
    {
        var read = readers.Get(placeholder.Path);
        return (context, rendering) => Render(read(context, rendering.Time), placeholder, rendering);
    }

    private ValueRenderer<TContext> CompileList(BoundList list)
    {
        var items = list.Items.Select(item => item is BoundElements elements
            ? (Render: null, Elements: elements.Placeholder, Read: readers.Get(elements.Placeholder.Path))
            : (Render: Compile(item), Elements: (BoundPlaceholder?)null, Read: (PathReader<TContext>?)null)).ToArray();
        return (context, rendering) =>
        {
            var result = new JsonArray();
            foreach (var (render, elements, read) in items)
            {
                if (render is not null) result.Add(render(context, rendering));
                else AddElements(result, read!(context, rendering.Time), elements!, rendering);
                if (rendering.Problem is not null) break;
            }

            return result;
        };
    }

    private static void AddElements(JsonArray result, object? value, BoundPlaceholder placeholder, Rendering rendering)
    {
        var elements = value switch
        {
            JsonElement { ValueKind: JsonValueKind.Array } json => json.EnumerateArray(),
            IEnumerable list and not string => list,
            _ => Enumerable.Repeat(value, 1),
        };
        foreach (var element in elements)
        {
            var node = Render(element, placeholder, rendering);
            if (rendering.Problem is not null) return;
            result.Add(node);
        }
    }

    private static JsonNode? Render(object? value, BoundPlaceholder placeholder, Rendering rendering)
    {
        if (!placeholder.AsText) return ToJson(value, rendering);
        var text = ValueText.ToText(value, rendering.Time.Zone);
        if (!rendering.Allows(text.Length, placeholder.MaxLength)) return null;
        return rendering.SpendValue(text.Length) ? JsonValue.Create(text) : null;
    }

    private ValueRenderer<TContext> CompileText(BoundText text)
    {
        var parts = text.Parts.Select(p => (p.Text, Read: p.Path is null ? null : readers.Get(p.Path))).ToArray();
        return (context, rendering) =>
        {
            var builder = new StringBuilder();
            foreach (var (fixedText, read) in parts)
            {
                var part = read is null ? fixedText! : ValueText.ToText(read(context, rendering.Time), rendering.Time.Zone);
                if (!rendering.Allows((long)builder.Length + part.Length, text.MaxLength)) return null;
                builder.Append(part);
            }

            rendering.Spend(builder.Length);
            return JsonValue.Create(builder.ToString());
        };
    }

    private static JsonNode? ToJson(object? value, Rendering rendering)
    {
        switch (value)
        {
            case string text:
                return rendering.SpendValue(text.Length) ? JsonValue.Create(text) : null;
            case JsonElement json:
                // Its text is as long as the node that is made of it is large, give or take a factor.
                return rendering.SpendValue(json.GetRawText().Length) ? ValueText.ToJson(json, rendering.Time.Zone) : null;
            case IEnumerable list:
                var items = new JsonArray();
                foreach (var item in list)
                {
                    var node = ToJson(item, rendering);
                    if (rendering.Problem is not null) return null;
                    items.Add(node);
                }

                return items;
            default:
                return rendering.SpendValue(0) ? ValueText.ToJson(value, rendering.Time.Zone) : null;
        }
    }

    private static JsonObject RenderObject((string Key, ValueRenderer<TContext> Render)[] members, TContext context, Rendering rendering)
    {
        var result = new JsonObject();
        foreach (var (key, render) in members) result.Add(key, render(context, rendering));
        return result;
    }
}
