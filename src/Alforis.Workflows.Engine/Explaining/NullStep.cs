using System.Text.Json;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>Finds where a path without a value ends.</summary>
internal static class NullStep
{
    /// <summary>The shortest beginning of the path that has no value.</summary>
    public static string Find<TContext>(BoundPath path, PathReaders<TContext> readers, TContext context, EvaluationTime time)
    {
        object? value = null;
        for (var steps = 1; steps <= path.Steps.Length; steps++)
        {
            var start = new BoundPath(string.Join('.', path.Steps.Take(steps).Select(s => s.Name)), path.Root, path.Steps[..steps], []);
            value = readers.Get(start)(context, time);
            if (value is null) return start.Text;
        }

        var (text, element) = (string.Join('.', path.Steps.Select(s => s.Name)), value is JsonElement json ? json : default);
        foreach (var name in path.JsonSteps)
        {
            text += "." + name;
            element = JsonScalars.Follow(element, [name]);
            if (JsonScalars.IsNull(element)) return text;
        }

        return path.Text;
    }
}
