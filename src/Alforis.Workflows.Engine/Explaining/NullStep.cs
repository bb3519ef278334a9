using System.Collections.Immutable;
using System.Text.Json;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>Finds where a path without a value ends.</summary>
internal static class NullStep
{
    /// <summary>The shortest beginning of the path that has no value.</summary>
    public static string Find<TContext>(BoundPath path, ValueReaders<TContext> readers, TContext context, object? element, EvaluationTime time)
    {
        var value = path.Root == PathRoot.Element ? element : null;
        for (var steps = 1; steps <= path.Steps.Length; steps++)
        {
            var start = new BoundPath(Text(path.Steps[..steps]), path.Root, path.Steps[..steps], []) { Element = path.Element };
            value = readers.Get(start)(context, element, time);
            if (value is null) return start.Text;
        }

        var (text, json) = (Text(path.Steps), value is JsonElement found ? found : default);
        foreach (var name in path.JsonSteps)
        {
            text += text.Length == 0 ? name : "." + name;
            json = JsonScalars.Follow(json, [name]);
            if (JsonScalars.IsNull(json)) return text;
        }

        return path.Text;
    }

    /// <summary>As paths are written: where a context is one free value, that has no name.</summary>
    private static string Text(ImmutableArray<FieldSchema> steps) => string.Join('.', steps.Where(s => s.Accessor is not WholeAccessor).Select(s => s.Name));
}
