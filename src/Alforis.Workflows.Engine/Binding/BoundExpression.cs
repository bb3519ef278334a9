using System.Collections.Immutable;
using System.Globalization;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Templates;
using Alforis.Workflows.Engine.Templates.Functions;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>An expression of a template whose names and types are resolved. Immutable.</summary>
internal abstract record BoundExpression(TemplateType Type);

/// <summary>Text, <see cref="long"/>, <see cref="decimal"/>, <see cref="bool"/> or null.</summary>
internal sealed record BoundFixedValue(object? Value, TemplateType Type) : BoundExpression(Type);

/// <summary>A path from the context or the clock.</summary>
internal sealed record BoundPathValue(BoundPath Path, TemplateType Type) : BoundExpression(Type);

/// <summary>The element of a loop, or what a path leads to from there: through fields, then through names inside free JSON.</summary>
internal sealed record BoundLoopItem(
    int Loop, TemplateType Item, ImmutableArray<FieldSchema> Steps, ImmutableArray<string> JsonSteps, TemplateType Type) : BoundExpression(Type);

/// <summary>Where a loop stands.</summary>
internal sealed record BoundLoopMember(int Loop, LoopMember Member, TemplateType Type) : BoundExpression(Type);

/// <summary>What <c>for.</c> offers.</summary>
internal enum LoopMember
{
    Index,
    ReverseIndex,
    First,
    Last,
    Even,
    Odd,
}

/// <summary>A part of a single value: the size of a text or list, the year of a date.</summary>
internal sealed record BoundValueMember(BoundExpression Target, ValueMember Member) : BoundExpression(TemplateType.Number);

/// <summary>The parts that values have.</summary>
internal enum ValueMember
{
    Size,
    Year,
    Month,
    Day,
    DayOfYear,
    Hour,
    Minute,
    Second,
}

/// <summary><c>!x</c>.</summary>
internal sealed record BoundNegation(BoundExpression Operand) : BoundExpression(TemplateType.Boolean);

/// <summary><c>-x</c>.</summary>
internal sealed record BoundMinus(BoundExpression Operand) : BoundExpression(TemplateType.Number);

/// <summary>An operator between two operands.</summary>
internal sealed record BoundOperation(BoundExpression Left, TemplateOperator Operator, BoundExpression Right, TemplateType Type) : BoundExpression(Type);

/// <summary><c>condition ? a : b</c>.</summary>
internal sealed record BoundChoice(BoundExpression Condition, BoundExpression Then, BoundExpression Else, TemplateType Type) : BoundExpression(Type);

/// <summary>A function with its arguments; the culture is the one named, else the workflow's.</summary>
internal sealed record BoundCall(FunctionSignature Function, ImmutableArray<BoundExpression> Arguments, CultureInfo Culture, TemplateType Type) : BoundExpression(Type)
{
    /// <summary>For <c>array.map</c> over objects: the field.</summary>
    public FieldSchema? Member { get; init; }
}

/// <summary><c>[a, b]</c>.</summary>
internal sealed record BoundItems(ImmutableArray<BoundExpression> Items, TemplateType Type) : BoundExpression(Type);

/// <summary>The operators between two operands.</summary>
internal enum TemplateOperator
{
    Coalesce,
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,

    /// <summary><c>+</c> where a side is text.</summary>
    Join,
    Subtract,
    Multiply,
    Divide,
    Modulo,
}
