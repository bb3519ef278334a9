using System.Collections.Immutable;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Counts the steps that the body of a loop takes in one turn, at most.</summary>
internal static class TemplateCost
{
    /// <summary>The steps; loops inside count themselves.</summary>
    public static int Of(ImmutableArray<BoundNode> nodes) => nodes.Sum(Of);

    private static int Of(BoundNode node) => 1 + node switch
    {
        BoundOutput output => Of(output.Expression),
        BoundIf choice => choice.Branches.Sum(b => (b.Condition is null ? 0 : Of(b.Condition)) + Of(b.Body)),
        BoundFor loop => Of(loop.List),
        _ => 0,
    };

    private static int Of(BoundExpression expression) => 1 + expression switch
    {
        BoundNegation negation => Of(negation.Operand),
        BoundMinus minus => Of(minus.Operand),
        BoundOperation operation => Of(operation.Left) + Of(operation.Right),
        BoundChoice choice => Of(choice.Condition) + Of(choice.Then) + Of(choice.Else),
        BoundCall call => call.Arguments.Sum(Of),
        BoundItems items => items.Items.Sum(Of),
        BoundValueMember member => Of(member.Target),
        _ => 0,
    };
}
