using System.Linq.Expressions;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// The beginnings that the paths of one condition have in common (<c>deal</c> of <c>deal.montant</c> and <c>deal.stage</c>): where
/// looking up a member costs, each is looked up once, when it is first needed.
/// </summary>
internal sealed class SharedPrefixes
{
    private readonly Dictionary<string, (ParameterExpression IsRead, ParameterExpression Value)> kept = new(StringComparer.Ordinal);

    /// <summary>The value of the path's first steps, up to this one.</summary>
    public Expression Keep(BoundPath path, int index, Expression read)
    {
        var key = string.Join('/', path.Steps.Take(index + 1).Select(s => s.Accessor.Key));
        if (!kept.TryGetValue(key, out var variables))
        {
            variables = (Expression.Variable(typeof(bool)), Expression.Variable(read.Type));
            kept.Add(key, variables);
        }

        return Expression.Condition(
            variables.IsRead, variables.Value,
            Expression.Block(Expression.Assign(variables.IsRead, Expression.Constant(true)), Expression.Assign(variables.Value, read)));
    }

    /// <summary>The condition with its variables.</summary>
    public Expression Around(Expression body) =>
        kept.Count == 0 ? body : Expression.Block(kept.Values.SelectMany(v => new[] { v.IsRead, v.Value }), body);
}
