using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Text.Json;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Schema;

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
    private const int MostReaders = 4_096;

    private readonly ConcurrentDictionary<string, PathReader<TContext>> readers = new(StringComparer.Ordinal);

    public PathReader<TContext> Get(BoundPath path)
    {
        var typed = GetTyped(path);
        if (path.Kind != ValueKind.Json) return typed;

        // Names inside free JSON are unbounded, so they are followed at run time and never compiled.
        MemberName[] names = [.. path.JsonSteps.Select(n => new MemberName(n))];
        return (context, time) => Follow(typed(context, time), names);
    }

    private PathReader<TContext> GetTyped(BoundPath path)
    {
        // Entities may refer to one another in circles, so that there is no end of typed paths either.
        if (readers.Count < MostReaders) return readers.GetOrAdd(path.TypedKey, static (_, p) => Compile(p), path);
        return readers.TryGetValue(path.TypedKey, out var known) ? known : Compile(path);
    }

    private static object? Follow(object? value, MemberName[] names)
    {
        if (value is not JsonElement json) return FreeJson.Of(DictionaryReading.Follow(value, names));
        var found = JsonReading.Follow(json, names);
        return JsonScalars.IsNull(found) ? null : found;
    }

    private static PathReader<TContext> Compile(BoundPath path)
    {
        var context = Expression.Parameter(typeof(TContext), "context");
        var time = Expression.Parameter(typeof(EvaluationTime), "time");
        var body = new PathEmitter(context, time, Literals.Inline).Read(
            path with { JsonSteps = [] },
            () => Expression.Constant(null),
            value => Boxed(path, value));
        return Expression.Lambda<PathReader<TContext>>(Expression.Convert(body, typeof(object)), context, time).Compile();
    }

    private static Expression Boxed(BoundPath path, Expression value) =>
        value.Type.IsEnum ? Expression.Convert(EnumNames.ToText(value, path.EnumValues), typeof(object)) : Operands.Boxed(value);
}
