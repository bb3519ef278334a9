using System.Linq.Expressions;

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
