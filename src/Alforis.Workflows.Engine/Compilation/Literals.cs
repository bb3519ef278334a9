using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>How the constants of conditions stand in emitted code.</summary>
internal abstract class Literals
{
    /// <summary>Each constant stands in the code itself: fastest to evaluate, and the code serves one condition only.</summary>
    public static Literals Inline { get; } = new InlineLiterals();

    /// <summary>The constant as an expression of exactly this type.</summary>
    public abstract Expression Of(object value, Type type);

    /// <summary>The constant as an expression of its own type.</summary>
    public Expression Of(object value) => Of(value, value.GetType());

    private sealed class InlineLiterals : Literals
    {
        public override Expression Of(object value, Type type) => Expression.Constant(value, type);
    }
}

/// <summary>
/// Each constant is read from a list that is handed in, so that the code serves all conditions that differ in constants alone. Collects
/// the constants in the order of the code. Not thread-safe.
/// </summary>
/// <param name="constants">The list, an array of objects, in the code.</param>
internal sealed class SharedLiterals(Expression constants) : Literals
{
    private readonly List<object> collected = [];

    /// <summary>What the code reads, when it stands for the condition that it was emitted for.</summary>
    public object[] Constants => [.. collected];

    public override Expression Of(object value, Type type)
    {
        var holder = typeof(Constant<>).MakeGenericType(type);
        var element = Expression.ArrayIndex(constants, Expression.Constant(collected.Count));
        collected.Add(Compilation.Constants.Of(value, type));

        // The type is known, so that checking it each time would only cost.
        return Expression.Field(Expression.Call(typeof(Unsafe), nameof(Unsafe.As), [holder], element), nameof(Constant<>.Value));
    }
}
