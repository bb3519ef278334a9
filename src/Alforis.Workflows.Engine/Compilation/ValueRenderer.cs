using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Makes a setting's value from the context; what it makes once the rendering has a problem means nothing.</summary>
/// <typeparam name="TContext">The type that it is read from.</typeparam>
internal delegate JsonNode? ValueRenderer<in TContext>(TContext context, Rendering rendering);

/// <summary>Turns bound values into renderers.</summary>
internal sealed class ValueCompiler<TContext>(HotCode hotTemplates)
{
    private readonly TemplateCompiler<TContext> templates = new(hotTemplates);

    public TemplateCompiler<TContext> Templates => templates;

    public ValueRenderer<TContext> Compile(BoundValue value)
    {
        switch (value)
        {
            case BoundConstant constant:
                return (_, _) => constant.Value?.DeepClone();
            case BoundPlaceholder placeholder:
                return CompilePlaceholder(placeholder);
            case BoundText text:
                var rendered = new TextRenderer<TContext>(templates.Compile(text.Template), text);
                return (context, rendering) => JsonValue.Create(rendered.Render(context, rendering));
            case BoundElements elements:
                var list = CompileElements(elements);
                return (context, rendering) =>
                {
                    var result = new JsonArray();
                    list(context, rendering, result);
                    return result;
                };
            case BoundObject members:
                var compiled = members.Members.Select(m => (m.Key, Render: Compile(m.Value))).ToArray();
                return (context, rendering) => RenderObject(compiled, context, rendering);
            case BoundList items:
                return CompileList(items);
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
        var evaluator = templates.Compile(placeholder.Value);
        return (context, rendering) =>
        {
            var value = evaluator.Evaluate(context, rendering);
            if (rendering.Problem is not null) return null;
            return value.Tag != ValueTag.Text || rendering.Allows(value.Text.Length, placeholder.MaxLength) ? ValueNodes.Of(value, rendering) : null;
        };
    }

    private ValueRenderer<TContext> CompileList(BoundList list)
    {
        var items = list.Items.Select(item => item is BoundElements elements ? CompileElements(elements) : CompileItem(item)).ToArray();
        return (context, rendering) =>
        {
            var result = new JsonArray();
            foreach (var add in items)
            {
                add(context, rendering, result);
                if (rendering.Problem is not null) return null;
            }

            if (list.LeavesOutEmpty) result.RemoveAll(node => node is null || (node is JsonValue value && value.TryGetValue(out string? text) && text.Length == 0));
            if (list.NeedsOne && result.Count == 0) rendering.Fail("comes out empty.");
            return result;
        };
    }

    private Action<TContext, Rendering, JsonArray> CompileItem(BoundValue item)
    {
        var render = Compile(item);
        return (context, rendering, result) => result.Add(render(context, rendering));
    }

    private Action<TContext, Rendering, JsonArray> CompileElements(BoundElements elements)
    {
        var evaluator = templates.Compile(elements.Value);
        var writer = elements.Text is null ? null : new TextRenderer<TContext>(null, elements.Text);
        return (context, rendering, result) =>
        {
            var value = evaluator.Evaluate(context, rendering);
            var cursor = value.IsNull ? default : ListCursor.Of(value);
            if (value.IsNull) Add(value);
            while (rendering.Problem is null && cursor.Next(out var item)) Add(item);

            void Add(in TemplateValue item)
            {
                JsonNode? node = writer is null ? ValueNodes.Of(item, rendering) : JsonValue.Create(writer.RenderItem(item, rendering));
                if (rendering.Problem is null) result.Add(node);
            }
        };
    }

    private static JsonObject RenderObject((string Key, ValueRenderer<TContext> Render)[] members, TContext context, Rendering rendering)
    {
        var result = new JsonObject();
        foreach (var (key, render) in members) result.Add(key, render(context, rendering));
        return result;
    }
}
