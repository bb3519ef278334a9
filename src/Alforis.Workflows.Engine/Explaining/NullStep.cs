using System.Text.Json;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Compilation;

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
            var start = path with { Text = string.Join('.', path.Steps.Take(steps).Select(s => s.Name)), Steps = path.Steps[..steps], JsonSteps = [] };
            value = readers.Get(start)(context, element, time);
            if (value is null) return start.Text;
        }

        var (text, json) = (string.Join('.', path.Steps.Select(s => s.Name)), value is JsonElement found ? found : default);
        foreach (var name in path.JsonSteps)
        {
            text += text.Length == 0 ? name : "." + name;
            json = JsonScalars.Follow(json, [name]);
            if (JsonScalars.IsNull(json)) return text;
        }

        return path.Text;
    }
}
