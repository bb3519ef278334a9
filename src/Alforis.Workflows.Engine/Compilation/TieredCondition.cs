using System.Runtime.CompilerServices;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// A condition in two tiers: walked at first, and once it has been asked often, code of its own. Both give the same answers.
/// Thread-safe.
/// </summary>
/// <typeparam name="TContext">The type that it is evaluated over.</typeparam>
internal sealed class TieredCondition<TContext>
{
    /// <summary>The count of a condition that will be counted no more.</summary>
    private const int Settled = -1;

    private readonly ConditionNode<TContext> walked;
    private readonly HotConditions<TContext> hot;
    private CompiledCondition<TContext>? compiled;
    private int asked;
    private bool isAdded;

    public TieredCondition(BoundCondition source, ConditionNode<TContext> walked, HotConditions<TContext> hot)
    {
        Source = source;
        this.walked = walked;
        this.hot = hot;
        if (!hot.Accepts(source)) asked = Settled;
        else if (hot.After == 0) hot.Add(this);
    }

    /// <summary>What it was built from.</summary>
    public BoundCondition Source { get; }

    /// <summary>Whether it has code of its own.</summary>
    public bool IsCompiled => Volatile.Read(ref compiled) is not null;

    /// <summary>Inlined, for a call more would be a tenth of what a short condition takes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Holds(TContext context, in EvaluationTime time) => compiled is { } code ? code(context, in time) : Walk(context, in time);

    private bool Walk(TContext context, in EvaluationTime time)
    {
        if (asked != Settled) Count();
        return walked.Holds(context, in time);
    }

    /// <summary>Takes its own code into use.</summary>
    public void Use(CompiledCondition<TContext> code) => Volatile.Write(ref compiled, code);

    /// <summary>Threads may lose one another's counts: a few evaluations more or less decide nothing, and a lock would cost more.</summary>
    private void Count()
    {
        if (++asked <= hot.After) return;
        asked = Settled;
        if (Interlocked.Exchange(ref isAdded, true)) return;
        hot.Add(this);
    }
}
