using System.Runtime.CompilerServices;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>A condition in two tiers. Thread-safe.</summary>
/// <typeparam name="TContext">The type that it is evaluated over.</typeparam>
internal sealed class TieredCondition<TContext> : TieredCode
{
    private readonly BoundCondition source;
    private readonly ConditionNode<TContext> walked;
    private CompiledCondition<TContext>? compiled;

    /// <param name="source">What it is compiled from.</param>
    /// <param name="walked">The same, to be walked.</param>
    /// <param name="hot">Decides whether it gets code.</param>
    public TieredCondition(BoundCondition source, ConditionNode<TContext> walked, HotCode hot)
    {
        this.source = source;
        this.walked = walked;
        Start(hot, gains: source is not BoundAnd { Conditions.IsEmpty: true });
    }

    /// <summary>Whether it has code of its own.</summary>
    public bool IsCompiled => Volatile.Read(ref compiled) is not null;

    /// <summary>Inlined, for a call more would be a tenth of what a short condition takes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Holds(TContext context, in EvaluationTime time) => compiled is { } code ? code(context, in time) : Walk(context, in time);

    /// <inheritdoc/>
    public override void Compile() => Volatile.Write(ref compiled, ConditionCompiler<TContext>.Compile(source));

    private bool Walk(TContext context, in EvaluationTime time)
    {
        Count();
        return walked.Holds(context, in time);
    }
}
