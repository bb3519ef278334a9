using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>How a right-hand side is written that has no value of its own.</summary>
internal static class RuleTerms
{
    /// <summary>The path of another field.</summary>
    public static string? Path(BoundOperand operand) => operand is BoundField field ? field.Path.Text : null;

    /// <summary>An amount of time, or a range that has one or a field at its ends.</summary>
    public static string? Term(BoundOperand operand) => operand switch
    {
        BoundRelativeTime => operand.ToString(),
        BoundRange range when range is not { Low: BoundLiteral, High: BoundLiteral } => operand.ToString(),
        _ => null,
    };
}
