using System.Linq.Expressions;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// What the rules inside of <c>any</c> and <c>all</c> ask that does not depend on the element: it is kept when it is first needed, once
/// per evaluation. Large lists and objects outside would else be read again for every element.
/// </summary>
internal sealed class OuterReads
{
    private const int IsNull = 1;
    private const int IsPresent = 2;

    private readonly List<ParameterExpression> variables = [];

    /// <summary>The value of an expression that does not depend on the element.</summary>
    public Expression Keep(Expression value)
    {
        var (isKnown, kept) = (Variable(typeof(bool)), Variable(value.Type));
        return Expression.Condition(
            isKnown, kept,
            Expression.Block(Expression.Assign(kept, value), Expression.Assign(isKnown, Expression.Constant(true)), kept));
    }

    /// <summary>Keeps what a path leads to, also that it leads to nothing.</summary>
    /// <param name="read">Reads the path, as <see cref="PathEmitter.Read"/> does.</param>
    /// <param name="onNull">What follows when there is no value.</param>
    /// <param name="onValue">What follows when there is one.</param>
    public Expression Read(Func<Func<Expression>, Func<Expression, Expression>, Expression> read, Func<Expression> onNull, Func<Expression, Expression> onValue)
    {
        var state = Variable(typeof(int));
        ParameterExpression? kept = null;
        var reading = read(
            () => Expression.Assign(state, Expression.Constant(IsNull)),
            value =>
            {
                kept ??= Variable(value.Type);
                return Expression.Block(Expression.Assign(kept, value), Expression.Assign(state, Expression.Constant(IsPresent)));
            });
        return Expression.Block(
            Expression.IfThen(Expression.Equal(state, Expression.Constant(0)), reading),
            Expression.Condition(Expression.Equal(state, Expression.Constant(IsPresent)), onValue(kept!), onNull()));
    }

    /// <summary>Looks for a value in a list from outside.</summary>
    /// <param name="list">The list.</param>
    /// <param name="value">The value, an object.</param>
    /// <param name="search">Looks for it one by one.</param>
    /// <param name="rule">By which rules they are equal.</param>
    public Expression Search(Expression list, Expression value, Func<Expression, Expression, Expression> search, ListEquality rule)
    {
        var (lookup, searches) = (Variable(typeof(ListLookup)), Variable(typeof(int)));
        var sought = Expression.Variable(value.Type);
        var next = Expression.Call(
            typeof(ListLookup), nameof(ListLookup.Next), null,
            lookup, Expression.PreIncrementAssign(searches), Expression.Convert(list, typeof(object)), Expression.Constant(rule));
        return Expression.Block(
            [sought],
            Expression.Assign(sought, value),
            Expression.Assign(lookup, next),
            Expression.Condition(
                Expression.ReferenceEqual(lookup, Expression.Constant(null)),
                search(list, sought),
                Expression.Call(lookup, nameof(ListLookup.Has), null, Expression.Convert(sought, typeof(object)))));
    }

    /// <summary>What asks about the elements, with what is kept.</summary>
    public Expression Around(Expression body)
    {
        if (variables.Count == 0) return body;
        // Variables of blocks that have ended are used again, and hold what they held.
        var resets = variables.Select(Expression (v) => Expression.Assign(v, Expression.Default(v.Type)));
        return Expression.Block(variables, [.. resets, body]);
    }

    private ParameterExpression Variable(Type type)
    {
        var variable = Expression.Variable(type);
        variables.Add(variable);
        return variable;
    }
}
