namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// A condition that is walked: groups are objects, comparisons call code that many workflows share. Making one costs next to nothing.
/// Immutable, thread-safe.
/// </summary>
/// <typeparam name="TContext">The type that it is evaluated over.</typeparam>
internal abstract class ConditionNode<TContext>
{
    public abstract bool Holds(TContext context, in EvaluationTime time);
}

/// <summary>A comparison.</summary>
internal sealed class LeafNode<TContext>(LeafPredicate<TContext> predicate, object[] constants, bool isNegative) : ConditionNode<TContext>
{
    /// <summary>The code, the same object for all comparisons that share it.</summary>
    public LeafPredicate<TContext> Predicate => predicate;

    public override bool Holds(TContext context, in EvaluationTime time) => predicate(context, in time, constants) != isNegative;
}

/// <summary>All hold.</summary>
internal sealed class AndNode<TContext>(ConditionNode<TContext>[] conditions) : ConditionNode<TContext>
{
    public override bool Holds(TContext context, in EvaluationTime time)
    {
        foreach (var condition in conditions)
        {
            if (!condition.Holds(context, in time)) return false;
        }

        return true;
    }
}

/// <summary>At least one holds.</summary>
internal sealed class OrNode<TContext>(ConditionNode<TContext>[] conditions) : ConditionNode<TContext>
{
    public override bool Holds(TContext context, in EvaluationTime time)
    {
        foreach (var condition in conditions)
        {
            if (condition.Holds(context, in time)) return true;
        }

        return false;
    }
}

/// <summary>The condition does not hold.</summary>
internal sealed class NotNode<TContext>(ConditionNode<TContext> condition) : ConditionNode<TContext>
{
    public override bool Holds(TContext context, in EvaluationTime time) => !condition.Holds(context, in time);
}
