using System.Collections;
using System.Linq.Expressions;
using System.Text.Json;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// Emits <c>any</c> as a loop that ends with the first element that meets the condition, and <c>all</c> as the negation of <c>any</c>
/// element that does not. Lists with an index are read by it, which allocates nothing.
/// </summary>
internal static class QuantifierEmitter
{
    /// <param name="quantifier">The rule.</param>
    /// <param name="paths">Reads the list.</param>
    /// <param name="condition">Emits the condition for an element.</param>
    public static Expression Emit(BoundQuantifier quantifier, PathEmitter paths, Func<Expression, Expression> condition)
    {
        var isAll = quantifier.Operator == ComparisonOperator.All;
        var found = paths.Read(
            quantifier.List,
            () => Expression.Constant(false),
            list => Loop(list, quantifier.Element.Type, element => isAll ? Expression.Not(condition(element)) : condition(element)));
        return isAll ? Expression.Not(found) : found;
    }

    private static BlockExpression Loop(Expression list, Type type, Func<Expression, Expression> test)
    {
        if (list.Type == typeof(JsonElement)) return Enumerated(Expression.Call(typeof(JsonLists), nameof(JsonLists.Elements), null, list), typeof(JsonListEnumerator), test);
        if (list.Type == typeof(object)) return Enumerated(Expression.Call(typeof(JsonLists), nameof(JsonLists.Elements), null, list), typeof(IEnumerator<object?>), test);
        var indexed = typeof(IReadOnlyList<>).MakeGenericType(type);
        if (list.Type.IsArray) return Indexed(list, Expression.ArrayLength, Expression.ArrayIndex, test);
        if (indexed.IsAssignableFrom(list.Type))
        {
            var count = typeof(IReadOnlyCollection<>).MakeGenericType(type).GetProperty("Count")!;
            return Indexed(Expression.Convert(list, indexed), l => Expression.Property(l, count), (l, i) => Expression.Property(l, "Item", i), test);
        }

        var enumerator = Expression.Call(Expression.Convert(list, typeof(IEnumerable<>).MakeGenericType(type)), nameof(IEnumerable.GetEnumerator), null);
        return Enumerated(enumerator, typeof(IEnumerator<>).MakeGenericType(type), test);
    }

    private static BlockExpression Indexed(
        Expression list, Func<Expression, Expression> count, Func<Expression, Expression, Expression> item, Func<Expression, Expression> test)
    {
        var kept = Expression.Variable(list.Type, "list");
        var index = Expression.Variable(typeof(int), "index");
        var answer = Expression.Label(typeof(bool));
        var body = Expression.Block(
            Expression.IfThen(Expression.GreaterThanOrEqual(index, count(kept)), Expression.Break(answer, Expression.Constant(false))),
            Expression.IfThen(Keep(item(kept, index), test), Expression.Break(answer, Expression.Constant(true))),
            Expression.PreIncrementAssign(index));
        return Expression.Block(
            [kept, index], Expression.Assign(kept, list), Expression.Assign(index, Expression.Constant(0)), Expression.Loop(body, answer));
    }

    private static BlockExpression Enumerated(Expression enumerator, Type type, Func<Expression, Expression> test)
    {
        var kept = Expression.Variable(type, "enumerator");
        var answer = Expression.Label(typeof(bool));
        var move = type.GetMethod(nameof(IEnumerator.MoveNext)) ?? typeof(IEnumerator).GetMethod(nameof(IEnumerator.MoveNext))!;
        var body = Expression.Block(
            Expression.IfThen(Expression.Not(Expression.Call(kept, move)), Expression.Break(answer, Expression.Constant(false))),
            Expression.IfThen(Keep(Expression.Property(kept, "Current"), test), Expression.Break(answer, Expression.Constant(true))));
        Expression loop = Expression.Loop(body, answer);
        if (typeof(IDisposable).IsAssignableFrom(type)) loop = Expression.TryFinally(loop, Expression.Call(kept, typeof(IDisposable).GetMethod("Dispose")!));
        return Expression.Block([kept], Expression.Assign(kept, enumerator), loop);
    }

    private static BlockExpression Keep(Expression value, Func<Expression, Expression> use)
    {
        var kept = Expression.Variable(value.Type, "element");
        return Expression.Block([kept], Expression.Assign(kept, value), use(kept));
    }
}
