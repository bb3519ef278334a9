using System.Linq.Expressions;
using System.Text.Json;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// Emits the reading of a path. A path through a null is null: each step that can be null is tested once, and what follows is emitted
/// in two branches instead of being wrapped in nullable values.
/// </summary>
internal sealed class PathEmitter(Expression context, Expression time, Expression? element = null)
{
    /// <summary>The same, for paths that start at an element of a list.</summary>
    public PathEmitter At(Expression anElement) => new(context, time, anElement);

    /// <summary>The moment or date that is an amount of time away.</summary>
    public Expression Relative(BoundRelativeTime amount, Expression constant) => Expression.Call(
        typeof(RelativeTimes), amount.Kind == ValueKind.Date ? nameof(RelativeTimes.Date) : nameof(RelativeTimes.Moment), null, time, constant);

    /// <summary>
    /// <paramref name="onValue"/> of the path's value, or <paramref name="onNull"/>. Moments arrive as <see cref="DateTimeOffset"/>,
    /// free JSON as <see cref="JsonElement"/>, all else in its C# type without <see cref="Nullable{T}"/>.
    /// </summary>
    public Expression Read(BoundPath path, Func<Expression> onNull, Func<Expression, Expression> onValue) => path.Root switch
    {
        PathRoot.Now => onValue(Expression.Property(time, nameof(EvaluationTime.Now))),
        PathRoot.Today => onValue(Expression.Property(time, nameof(EvaluationTime.Today))),
        PathRoot.Element => Guard(element!, onNull, e => path.Steps.IsEmpty ? Leaf(path, e, onNull, onValue) : Step(path, 0, e, onNull, onValue)),
        _ => Step(path, 0, context, onNull, onValue),
    };

    private static Expression Step(BoundPath path, int index, Expression instance, Func<Expression> onNull, Func<Expression, Expression> onValue)
    {
        var value = Expression.Property(instance, path.Steps[index].Property);
        return Guard(value, onNull, v => index + 1 < path.Steps.Length
            ? Step(path, index + 1, v, onNull, onValue)
            : Leaf(path, v, onNull, onValue));
    }

    private static Expression Leaf(BoundPath path, Expression value, Func<Expression> onNull, Func<Expression, Expression> onValue)
    {
        if (value.Type == typeof(DateTime)) return onValue(Expression.Call(typeof(Moments), nameof(Moments.FromDateTime), null, value));
        if (path.Kind != ValueKind.Json) return onValue(value);
        var element = path.JsonSteps.IsEmpty
            ? value
            : Expression.Call(typeof(JsonScalars), nameof(JsonScalars.Follow), null, value, Expression.Constant(path.JsonSteps.ToArray()));
        return Keep(element, e => Expression.Condition(
            Expression.Call(typeof(JsonScalars), nameof(JsonScalars.IsNull), null, e), onNull(), onValue(e)));
    }

    private static Expression Guard(Expression value, Func<Expression> onNull, Func<Expression, Expression> onValue)
    {
        if (Nullable.GetUnderlyingType(value.Type) is not null)
        {
            return Keep(value, v => Expression.Condition(
                Expression.Property(v, "HasValue"), onValue(Expression.Call(v, "GetValueOrDefault", null)), onNull()));
        }

        return value.Type.IsValueType
            ? onValue(value)
            : Keep(value, v => Expression.Condition(Expression.ReferenceEqual(v, Expression.Constant(null)), onNull(), onValue(v)));
    }

    /// <summary>Evaluates an expression once, however often its value is used.</summary>
    private static BlockExpression Keep(Expression value, Func<Expression, Expression> use)
    {
        var kept = Expression.Variable(value.Type);
        return Expression.Block([kept], Expression.Assign(kept, value), use(kept));
    }
}
