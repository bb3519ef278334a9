using System.Collections.Immutable;

namespace Alforis.Workflows.Engine.Templates;

/// <summary>An expression as read; the position is that of the character to point at. Immutable.</summary>
internal abstract record ExpressionSyntax(int Position);

/// <summary>Text, <see cref="long"/>, <see cref="decimal"/>, <see cref="bool"/> or null.</summary>
internal sealed record LiteralSyntax(object? Value, int Position) : ExpressionSyntax(Position);

/// <summary>Names joined by dots.</summary>
internal sealed record PathSyntax(string Text, int Position) : ExpressionSyntax(Position);

/// <summary><c>!</c>, <c>-</c> or <c>+</c> before an operand.</summary>
internal sealed record UnarySyntax(string Operator, ExpressionSyntax Operand, int Position) : ExpressionSyntax(Position);

/// <summary>An operator between two operands; the position is the operator's.</summary>
internal sealed record BinarySyntax(ExpressionSyntax Left, string Operator, ExpressionSyntax Right, int Position) : ExpressionSyntax(Position);

/// <summary><c>condition ? a : b</c>.</summary>
internal sealed record ConditionalSyntax(ExpressionSyntax Condition, ExpressionSyntax Then, ExpressionSyntax Else, int Position) : ExpressionSyntax(Position)
{
    /// <summary>Whether parentheses stand around it.</summary>
    public bool IsEnclosed { get; init; }
}

/// <summary>A function with its arguments, what is piped into it first.</summary>
internal sealed record CallSyntax(string Function, ImmutableArray<ExpressionSyntax> Arguments, bool IsPiped, int Position) : ExpressionSyntax(Position);

/// <summary><c>[a, b]</c>.</summary>
internal sealed record ListSyntax(ImmutableArray<ExpressionSyntax> Items, int Position) : ExpressionSyntax(Position);
