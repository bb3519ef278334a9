using System.Text;
using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Makes a setting's value from the context.</summary>
/// <typeparam name="TContext">The type that it is read from.</typeparam>
internal delegate JsonNode? ValueRenderer<in TContext>(TContext context, EvaluationTime time);

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
                var read = readers.Get(placeholder.Path);
                return placeholder.AsText
                    ? (context, time) => JsonValue.Create(ValueText.ToText(read(context, time), time.Zone))
                    : (context, time) => ValueText.ToJson(read(context, time), time.Zone);
            case BoundText text:
                return CompileText(text);
            case BoundObject members:
                var compiled = members.Members.Select(m => (m.Key, Render: Compile(m.Value))).ToArray();
                return (context, time) => RenderObject(compiled, context, time);
            case BoundList list:
                var items = list.Items.Select(Compile).ToArray();
                return (context, time) => new JsonArray([.. items.Select(render => render(context, time))]);
            default:
                throw new NotSupportedException($"A value of type {value.GetType().Name} cannot be compiled.");
        }
    }

    public Func<TContext, EvaluationTime, JsonObject> CompileObject(BoundObject value)
    {
        var compiled = value.Members.Select(m => (m.Key, Render: Compile(m.Value))).ToArray();
        return (context, time) => RenderObject(compiled, context, time);
    }

    private ValueRenderer<TContext> CompileText(BoundText text)
    {
        var parts = text.Parts.Select(p => (p.Text, Read: p.Path is null ? null : readers.Get(p.Path))).ToArray();
        return (context, time) =>
        {
            var builder = new StringBuilder();
            foreach (var (fixedText, read) in parts)
            {
                builder.Append(read is null ? fixedText : ValueText.ToText(read(context, time), time.Zone));
            }

            return JsonValue.Create(builder.ToString());
        };
    }

    private static JsonObject RenderObject((string Key, ValueRenderer<TContext> Render)[] members, TContext context, EvaluationTime time)
    {
        var result = new JsonObject();
        foreach (var (key, render) in members) result.Add(key, render(context, time));
        return result;
    }
}
