using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Text.Json;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Reads a path's value for a template; null for null on the way.</summary>
/// <typeparam name="TSource">The type that it is read from.</typeparam>
internal delegate TemplateValue ValueReader<in TSource>(TSource source, in EvaluationTime time, Rendering rendering);

/// <summary>
/// Compiles the readers of paths for templates, each path once, however many templates read it. This is all that templates know of
/// contexts. Thread-safe.
/// </summary>
/// <typeparam name="TSource">The type that is read from: the context, or <see cref="object"/> for elements of lists.</typeparam>
internal sealed class ValueReaders<TSource>
{
    private const int MostReaders = 4_096;

    private readonly ConcurrentDictionary<(Type, string), Delegate> readers = new();

    /// <summary>Reads free JSON; undefined for null on the way.</summary>
    private delegate JsonElement JsonReader(TSource source, in EvaluationTime time, Rendering rendering);

    /// <summary>Reads what a dictionary holds where no type is declared.</summary>
    private delegate object? FreeReader(TSource source, in EvaluationTime time, Rendering rendering);

    /// <summary>The reader of a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="actual">The type that <typeparamref name="TSource"/> really is.</param>
    public ValueReader<TSource> Get(BoundPath path, Type actual)
    {
        var key = (actual, path.TypedKey);
        var reader = readers.TryGetValue(key, out var known) ? known
            // Entities may refer to one another in circles, so that there is no end of paths.
            : readers.Count < MostReaders ? readers.GetOrAdd(key, static (k, p) => Compile(p, k.Item1), path)
            : Compile(path, actual);
        if (reader is ValueReader<TSource> typed) return typed;

        // Names inside free JSON are unbounded, so they are followed at run time and never compiled.
        MemberName[] names = [.. path.JsonSteps.Select(n => new MemberName(n))];
        if (reader is JsonReader json)
        {
            return (TSource source, in EvaluationTime time, Rendering rendering) =>
                TemplateValue.From(JsonReading.Follow(json(source, time, rendering), names, rendering));
        }

        var free = (FreeReader)reader;
        return (TSource source, in EvaluationTime time, Rendering rendering) =>
            TemplateValue.FromFree(DictionaryReading.Follow(free(source, time, rendering), names, rendering));
    }

    private static Delegate Compile(BoundPath path, Type actual)
    {
        var source = Expression.Parameter(typeof(TSource), "source");
        var time = Expression.Parameter(typeof(EvaluationTime).MakeByRefType(), "time");
        var rendering = Expression.Parameter(typeof(Rendering), "rendering");
        var emitter = new PathEmitter(actual == typeof(TSource) ? source : Expression.Convert(source, actual), time, Literals.Inline, rendering: rendering);
        if (path.Kind != ValueKind.Json)
        {
            var value = emitter.Read(path, () => Expression.Default(typeof(TemplateValue)), v => TypedValue.Of(v, path.Kind, path.ItemKind, path.EnumValues));
            return Expression.Lambda<ValueReader<TSource>>(value, source, time, rendering).Compile();
        }

        var whole = path with { JsonSteps = [] };
        var isJson = false;
        var free = emitter.Read(whole, () => Expression.Constant(null), v =>
        {
            isJson = v.Type == typeof(JsonElement);
            return Expression.Convert(v, typeof(object));
        });
        if (!isJson) return Expression.Lambda<FreeReader>(Expression.Convert(free, typeof(object)), source, time, rendering).Compile();
        var json = emitter.Read(whole, () => Expression.Default(typeof(JsonElement)), v => v);
        return Expression.Lambda<JsonReader>(json, source, time, rendering).Compile();
    }
}
