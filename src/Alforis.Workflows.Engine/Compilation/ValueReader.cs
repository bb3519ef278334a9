using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Text.Json;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Reads a path's value for a template; null for null on the way.</summary>
/// <typeparam name="TSource">The type that it is read from.</typeparam>
internal delegate TemplateValue ValueReader<in TSource>(TSource source, in EvaluationTime time);

/// <summary>Reads free JSON; undefined for null on the way.</summary>
/// <typeparam name="TSource">The type that it is read from.</typeparam>
internal delegate JsonElement JsonReader<in TSource>(TSource source, in EvaluationTime time);

/// <summary>
/// Compiles the readers of paths for templates, each path once, however many templates read it. This is all that templates know of
/// contexts. Thread-safe.
/// </summary>
/// <typeparam name="TSource">The type that is read from: the context, or <see cref="object"/> for elements of lists.</typeparam>
internal sealed class ValueReaders<TSource>
{
    private readonly ConcurrentDictionary<string, ValueReader<TSource>> values = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, JsonReader<TSource>> documents = new(StringComparer.Ordinal);

    /// <summary>The reader of a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="actual">The type that <typeparamref name="TSource"/> really is.</param>
    public ValueReader<TSource> Get(BoundPath path, Type actual)
    {
        var key = $"{actual.FullName}/{path.Root}/{string.Join('/', path.Steps.Select(s => s.Property.Name))}";
        if (path.Kind != ValueKind.Json) return values.GetOrAdd(key, static (_, p) => Compile(p.Path, p.Actual), (Path: path, Actual: actual));
        var document = documents.GetOrAdd(key, static (_, p) => CompileJson(p.Path, p.Actual), (Path: path with { JsonSteps = [] }, Actual: actual));
        // Names inside free JSON are unbounded, so they are followed at run time and never compiled.
        if (path.JsonSteps.IsEmpty) return (TSource source, in EvaluationTime time) => TemplateValue.From(document(source, time));
        string[] names = [.. path.JsonSteps];
        return (TSource source, in EvaluationTime time) => TemplateValue.From(JsonScalars.Follow(document(source, time), names));
    }

    private static ValueReader<TSource> Compile(BoundPath path, Type actual)
    {
        var (source, time, emitter) = Parameters(actual);
        var body = emitter.Read(path, () => Expression.Default(typeof(TemplateValue)), value => ToValue(value, path));
        return Expression.Lambda<ValueReader<TSource>>(body, source, time).Compile();
    }

    private static JsonReader<TSource> CompileJson(BoundPath path, Type actual)
    {
        var (source, time, emitter) = Parameters(actual);
        var body = emitter.Read(path, () => Expression.Default(typeof(JsonElement)), value => value);
        return Expression.Lambda<JsonReader<TSource>>(body, source, time).Compile();
    }

    private static (ParameterExpression Source, ParameterExpression Time, PathEmitter Emitter) Parameters(Type actual)
    {
        var source = Expression.Parameter(typeof(TSource), "source");
        var time = Expression.Parameter(typeof(EvaluationTime).MakeByRefType(), "time");
        return (source, time, new PathEmitter(actual == typeof(TSource) ? source : Expression.Convert(source, actual), time));
    }

    private static MethodCallExpression ToValue(Expression value, BoundPath path)
    {
        if (path.Kind == ValueKind.List) return Call(nameof(TemplateValue.FromList), Expression.Convert(value, typeof(object)));
        if (path.Kind == ValueKind.Entity) return Call(nameof(TemplateValue.FromEntity), Expression.Convert(value, typeof(object)));
        if (value.Type.IsEnum) return Call(nameof(TemplateValue.From), EnumNames.ToText(value, path.EnumValues));
        if (Operands.IsFloating(value.Type)) return Call(nameof(TemplateValue.From), Expression.Convert(value, typeof(double)));
        var isOther = value.Type == typeof(string) || value.Type == typeof(bool) || value.Type == typeof(decimal) || value.Type == typeof(ulong)
            || value.Type == typeof(DateOnly) || value.Type == typeof(DateTimeOffset);
        return Call(nameof(TemplateValue.From), isOther ? value : Expression.Convert(value, typeof(long)));
    }

    private static MethodCallExpression Call(string method, Expression value) =>
        Expression.Call(typeof(TemplateValue).GetMethod(method, [value.Type])!, value);
}
