using System.Linq.Expressions;
using System.Text.Json;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// Emits the reading of a path. A path through a null is null: each step that can be null is tested once, and what follows is emitted
/// in two branches instead of being wrapped in nullable values.
/// </summary>
/// <param name="context">What paths are read from.</param>
/// <param name="time">The <see cref="EvaluationTime"/>.</param>
/// <param name="literals">How names inside free JSON stand in the code.</param>
/// <param name="shared">Where the beginnings that paths have in common are kept; <see langword="null"/> to read each path by itself.</param>
/// <param name="element">The element that paths inside of <c>any</c> and <c>all</c> start from.</param>
/// <param name="outer">What is kept there of the paths that do not start from it; <see langword="null"/> elsewhere.</param>
/// <param name="rendering">The <see cref="Rendering"/> that pays for looking through large objects; <see langword="null"/> outside of templates.</param>
internal sealed class PathEmitter(
    Expression context, Expression time, Literals literals, SharedPrefixes? shared = null, Expression? element = null,
    OuterReads? outer = null, Expression? rendering = null)
{
    /// <summary>The same for paths that start at an element of a list.</summary>
    public PathEmitter At(Expression anElement, OuterReads outside) => new(context, time, literals, shared, anElement, outside, rendering);

    /// <summary>The same for what does not depend on the element.</summary>
    public PathEmitter Outside() => new(context, time, literals, shared, rendering: rendering);

    /// <summary>What is kept of the paths that do not start from the element.</summary>
    public OuterReads? Outer => outer;

    /// <summary>The moment or date that is an amount of time away.</summary>
    public Expression Relative(BoundRelativeTime amount) => Expression.Call(
        typeof(RelativeTimes), amount.Kind == ValueKind.Date ? nameof(RelativeTimes.Date) : nameof(RelativeTimes.Moment), null, time, literals.Of(amount));

    /// <summary>
    /// <paramref name="onValue"/> of the path's value, or <paramref name="onNull"/>. Moments arrive as <see cref="DateTimeOffset"/>,
    /// free JSON as <see cref="JsonElement"/> (or, out of dictionaries and from outside of the element, as <see cref="object"/>), all else of C# types in its type
    /// without <see cref="Nullable{T}"/>. Out of JSON and dictionaries come <see cref="string"/>, <see cref="AnyNumber"/>,
    /// <see cref="bool"/>, <see cref="DateOnly"/>, lists of them, and lists of objects as they stand there.
    /// </summary>
    public Expression Read(BoundPath path, Func<Expression> onNull, Func<Expression, Expression> onValue) => path.Root switch
    {
        PathRoot.Now => onValue(Expression.Property(time, nameof(EvaluationTime.Now))),
        PathRoot.Today => onValue(Expression.Property(time, nameof(EvaluationTime.Today))),
        PathRoot.Element when path.Steps.IsEmpty => ElementLeaf(path, onNull, onValue),
        PathRoot.Element => Guard(element!, onNull, e => Step(path, 0, e, onNull, onValue)),
        _ when outer is not null => outer.Read((none, some) => Step(path, 0, context, none, v => some(Scalar(v))), onNull, onValue),
        _ => Step(path, 0, context, onNull, onValue),
    };

    /// <summary>What a path of nothing but such members ends at, before it is given its type; <see langword="null"/> for other paths.</summary>
    public Expression? ReadMember<TAccessor>(BoundPath path)
        where TAccessor : FieldAccessor
    {
        if (path.Root != PathRoot.Context || path.Kind == ValueKind.Json || path.Steps.Any(s => s.Accessor is not TAccessor)) return null;
        var instance = context;
        for (var i = 0; i < path.Steps.Length; i++) instance = Member(path, i, instance);
        return instance;
    }

    private Expression Step(BoundPath path, int index, Expression instance, Func<Expression> onNull, Func<Expression, Expression> onValue)
    {
        var isLast = index + 1 == path.Steps.Length;
        if (path.Steps[index].Accessor is not PropertyAccessor { Property: var property })
        {
            // Their members are looked up safely, so that only the end has to be tested.
            var member = Member(path, index, instance);
            return isLast ? UntypedLeaf(path, member, onNull, onValue) : Step(path, index + 1, member, onNull, onValue);
        }

        return Guard(Expression.Property(instance, property), onNull, v => isLast
            ? Leaf(path, v, onNull, onValue)
            : Step(path, index + 1, v, onNull, onValue));
    }

    /// <summary>An element itself, or what free JSON has inside; elements that are no more than objects are read as entries are.</summary>
    private Expression ElementLeaf(BoundPath path, Func<Expression> onNull, Func<Expression, Expression> onValue) =>
        element!.Type == typeof(object) || (element.Type == typeof(JsonElement) && path.Kind != ValueKind.Json)
            ? UntypedLeaf(path, element, onNull, onValue)
            : Guard(element, onNull, e => Leaf(path, e, onNull, onValue));

    private Expression Member(BoundPath path, int index, Expression instance)
    {
        var read = path.Steps[index].Accessor switch
        {
            JsonAccessor json => Expression.Call(
                typeof(JsonReading), nameof(JsonReading.Member), null, [instance, Expression.Constant(json.Member), .. Payer()]),
            EntryAccessor entry => Expression.Call(
                typeof(DictionaryReading), nameof(DictionaryReading.Member), null, [AsObject(instance), Expression.Constant(entry.Member.Text), .. Payer()]),
            _ => instance,
        };
        return shared is null || path.Root == PathRoot.Element || index + 1 == path.Steps.Length ? read : shared.Keep(path, index, read);
    }

    private Expression[] Payer() => rendering is null ? [] : [rendering];

    /// <summary>The text or number that free JSON is, made once and not for each element.</summary>
    private static Expression Scalar(Expression value) =>
        value.Type == typeof(JsonElement) ? Expression.Call(typeof(JsonScalars), nameof(JsonScalars.Value), null, value) : value;

    private Expression Leaf(BoundPath path, Expression value, Func<Expression> onNull, Func<Expression, Expression> onValue)
    {
        if (value.Type == typeof(DateTime)) return onValue(Expression.Call(typeof(Moments), nameof(Moments.FromDateTime), null, value));
        if (value.Type == typeof(Guid) || value.Type == typeof(char)) return onValue(Expression.Call(value, nameof(ToString), null));
        return path.Kind == ValueKind.Json ? FreeLeaf(path, value, onNull, onValue) : onValue(value);
    }

    /// <summary>Of JSON, or of an entry of a dictionary: the methods have the same names for both.</summary>
    private Expression UntypedLeaf(BoundPath path, Expression value, Func<Expression> onNull, Func<Expression, Expression> onValue)
    {
        if (path.Kind == ValueKind.Json) return FreeLeaf(path, value, onNull, onValue);
        var reading = value.Type == typeof(JsonElement) ? typeof(JsonReading) : typeof(DictionaryReading);
        return path.Kind switch
        {
            ValueKind.Entity => Keep(value, v => Expression.Condition(
                Expression.Call(reading, nameof(JsonReading.IsEntity), null, v), onValue(v), onNull())),
            ValueKind.List when path.ItemKind == ValueKind.Entity => Keep(value, v => Expression.Condition(
                Expression.Call(reading, nameof(JsonReading.IsList), null, v), onValue(v), onNull())),
            ValueKind.Text or ValueKind.Enum => Read(nameof(JsonReading.Text)),
            ValueKind.Number => Read(nameof(JsonReading.Number)),
            ValueKind.Boolean => Read(nameof(JsonReading.Boolean)),
            ValueKind.Date => Read(nameof(JsonReading.Date)),
            ValueKind.DateTime => Read(nameof(JsonReading.Moment)),
            ValueKind.List when path.ItemKind is ValueKind.Text or ValueKind.Enum => Read(nameof(JsonReading.Texts)),
            ValueKind.List => Read(nameof(JsonReading.List), Expression.Constant(path.ItemKind!.Value)),
            _ => throw new NotSupportedException($"A {path.Kind} cannot be read."),
        };

        Expression Read(string method, params Expression[] more) => value.Type == typeof(JsonElement)
            ? Guard(Expression.Call(reading, method, null, [value, .. more]), onNull, onValue)
            : Keep(value, v => Guard(Expected(v, Expression.Call(reading, method, null, [v, .. more])), onNull, onValue));
    }

    /// <summary>An entry of the very type that is most likely needs no call.</summary>
    private static Expression Expected(Expression entry, MethodCallExpression read)
    {
        if (read.Type == typeof(string)) return Expression.Coalesce(Expression.TypeAs(entry, typeof(string)), read);
        return Nullable.GetUnderlyingType(read.Type) is { } type
            ? Expression.Condition(Expression.TypeEqual(entry, type), Expression.Convert(Expression.Unbox(entry, type), read.Type), read)
            : read;
    }

    private Expression FreeLeaf(BoundPath path, Expression value, Func<Expression> onNull, Func<Expression, Expression> onValue)
    {
        MemberName[] names = [.. path.JsonSteps.Select(n => new MemberName(n))];
        if (value.Type == typeof(JsonElement))
        {
            var inside = names.Length == 0 ? value : Expression.Call(
                typeof(JsonReading), nameof(JsonReading.Follow), null, value, literals.Of(names));
            return Keep(inside, e => Expression.Condition(
                Expression.Call(typeof(JsonScalars), nameof(JsonScalars.IsNull), null, e), onNull(), onValue(e)));
        }

        var found = names.Length == 0 ? AsObject(value) : Expression.Call(
            typeof(DictionaryReading), nameof(DictionaryReading.Follow), null, AsObject(value), literals.Of(names));
        return Guard(Expression.Call(typeof(DictionaryReading), nameof(DictionaryReading.Free), null, found), onNull, onValue);
    }

    private static Expression Guard(Expression value, Func<Expression> onNull, Func<Expression, Expression> onValue)
    {
        if (value.Type == typeof(AnyNumber))
        {
            return Keep(value, v => Expression.Condition(Expression.Property(v, nameof(AnyNumber.HasValue)), onValue(v), onNull()));
        }

        if (Nullable.GetUnderlyingType(value.Type) is not null)
        {
            return Keep(value, v => Expression.Condition(
                Expression.Property(v, "HasValue"), onValue(Expression.Call(v, "GetValueOrDefault", null)), onNull()));
        }

        return value.Type.IsValueType
            ? onValue(value)
            : Keep(value, v => Expression.Condition(Expression.ReferenceEqual(v, Expression.Constant(null)), onNull(), onValue(v)));
    }

    private static Expression AsObject(Expression value) => value.Type == typeof(object) ? value : Expression.Convert(value, typeof(object));

    /// <summary>Evaluates an expression once, however often its value is used.</summary>
    private static BlockExpression Keep(Expression value, Func<Expression, Expression> use)
    {
        var kept = Expression.Variable(value.Type);
        return Expression.Block([kept], Expression.Assign(kept, value), use(kept));
    }
}
