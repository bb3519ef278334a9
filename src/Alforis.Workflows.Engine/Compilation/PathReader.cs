using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Text.Json;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Reads a path's value; <see langword="null"/> for null on the way.</summary>
/// <typeparam name="TContext">The type that it is read from.</typeparam>
internal delegate object? PathReader<in TContext>(TContext context, EvaluationTime time);

/// <summary>
/// Compiles the readers of paths, each path once: compiling costs some hundred microseconds, and all templates of all workflows
/// share the few hundred paths that a schema has. Thread-safe.
/// </summary>
internal sealed class PathReaders<TContext>
{
    private readonly ConcurrentDictionary<string, PathReader<TContext>> readers = new(StringComparer.Ordinal);

    public PathReader<TContext> Get(BoundPath path)
    {
        // Names inside free JSON are unbounded, so they are followed at run time and never compiled.
        if (!path.JsonSteps.IsEmpty)
        {
            var toJson = Get(path with { JsonSteps = [] });
            string[] names = [.. path.JsonSteps];
            return (context, time) => toJson(context, time) is JsonElement json && JsonScalars.Follow(json, names) is var found
                && !JsonScalars.IsNull(found) ? found : null;
        }

        var key = path.Root + "/" + string.Join('/', path.Steps.Select(s => s.Property.Name));
        return readers.GetOrAdd(key, static (_, p) => Compile(p), path);
    }

    private static PathReader<TContext> Compile(BoundPath path)
    {
        var context = Expression.Parameter(typeof(TContext), "context");
        var time = Expression.Parameter(typeof(EvaluationTime), "time");
        var body = new PathEmitter(context, time).Read(
            path,
            () => Expression.Constant(null),
            value => Expression.Convert(value.Type.IsEnum ? EnumNames.ToText(value, path.EnumValues) : value, typeof(object)));
        return Expression.Lambda<PathReader<TContext>>(Expression.Convert(body, typeof(object)), context, time).Compile();
    }
}
