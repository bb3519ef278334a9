using System.Collections.Immutable;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Templates;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Resolves the names of an expression and finds its type. Goes on after a mistake, so that all are reported.</summary>
internal sealed class ExpressionBinder(BindingScope scope, LoopScope loops, TemplateErrors errors)
{
    private readonly TemplatePathBinder paths = new(scope, loops, errors);

    /// <summary>The expression, or <see langword="null"/> and errors.</summary>
    public BoundExpression? Bind(ExpressionSyntax syntax) => syntax switch
    {
        LiteralSyntax literal => new BoundFixedValue(literal.Value, TypeOf(literal.Value)),
        PathSyntax path => paths.Bind(path),
        UnarySyntax unary => BindUnary(unary),
        BinarySyntax binary => BindBinary(binary),
        ConditionalSyntax conditional => BindConditional(conditional),
        CallSyntax call => new CallBinder(this, scope, errors).Bind(call),
        ListSyntax list => BindItems(list),
        _ => throw new NotSupportedException($"An expression of type {syntax.GetType().Name} cannot be bound."),
    };

    private static TemplateType TypeOf(object? value) => value switch
    {
        null => TemplateType.Null,
        string => TemplateType.Text,
        bool => TemplateType.Boolean,
        _ => TemplateType.Number,
    };

    private BoundExpression? BindUnary(UnarySyntax unary)
    {
        if (Bind(unary.Operand) is not { } operand) return null;
        if (unary.Operator == "!") return new BoundNegation(operand);
        if (!IsNumber(operand.Type)) return Refuse(unary.Position, $"'{unary.Operator}' needs a number, not {operand.Type.Describe()}.");
        if (unary.Operator == "+") return operand;
        return operand switch
        {
            BoundFixedValue { Value: long whole } => new BoundFixedValue(-whole, TemplateType.Number),
            BoundFixedValue { Value: decimal number } => new BoundFixedValue(-number, TemplateType.Number),
            _ => new BoundMinus(operand),
        };
    }

    private BoundOperation? BindBinary(BinarySyntax binary)
    {
        var left = Bind(binary.Left);
        var right = Bind(binary.Right);
        if (left is null || right is null) return null;
        switch (binary.Operator)
        {
            case "??":
                return new BoundOperation(left, TemplateOperator.Coalesce, right, TemplateType.Either(left.Type, right.Type));
            case "||":
                return new BoundOperation(left, TemplateOperator.Or, right, TemplateType.Boolean);
            case "&&":
                return new BoundOperation(left, TemplateOperator.And, right, TemplateType.Boolean);
            case "==" or "!=":
                return CanEqual(binary, left, right) ? Truth(left, binary.Operator == "==" ? TemplateOperator.Equal : TemplateOperator.NotEqual, right) : null;
            case "<" or "<=" or ">" or ">=":
                return CanOrder(binary, left.Type, right.Type) ? Truth(left, Order(binary.Operator), right) : null;
            case "+" when left.Type.IsText || right.Type.IsText:
                if (left.Type.IsSingle && right.Type.IsSingle) return new BoundOperation(left, TemplateOperator.Join, right, TemplateType.Text);
                return Refuse(binary.Position, $"'+' joins texts and single values, not {(left.Type.IsSingle ? right : left).Type.Describe()}.", "Write 'list | array.join \", \"'.");
            case "+" when left.Type.Kind == TypeKind.Json && right.Type.Kind == TypeKind.Json:
                return new BoundOperation(left, TemplateOperator.Add, right, TemplateType.Json);
            default:
                return BindArithmetic(binary, left, right);
        }
    }

    private BoundOperation? BindArithmetic(BinarySyntax binary, BoundExpression left, BoundExpression right)
    {
        if (IsNumber(left.Type) && IsNumber(right.Type)) return new BoundOperation(left, Arithmetic(binary.Operator), right, TemplateType.Number);
        var wrong = IsNumber(left.Type) ? right.Type : left.Type;
        var cure = wrong.Kind switch
        {
            TypeKind.Date or TypeKind.DateTime => "Write 'date | date.add_days 7' to move a date.",
            TypeKind.Text or TypeKind.Enum => "Write '(text | string.to_double)' to make a number of a text.",
            TypeKind.Mixed => "Write a number after '??'.",
            _ => null,
        };
        return Refuse(binary.Position, $"'{binary.Operator}' needs numbers, not {wrong.Describe()}.", cure);
    }

    private BoundChoice? BindConditional(ConditionalSyntax conditional)
    {
        var condition = Bind(conditional.Condition);
        var then = Bind(conditional.Then);
        var otherwise = Bind(conditional.Else);
        return condition is null || then is null || otherwise is null
            ? null
            : new BoundChoice(condition, then, otherwise, TemplateType.Either(then.Type, otherwise.Type));
    }

    private BoundItems? BindItems(ListSyntax list)
    {
        var items = list.Items.Select(Bind).ToList();
        if (items.Contains(null)) return null;
        var type = items.Aggregate(TemplateType.Null, (t, i) => TemplateType.Either(t, i!.Type));
        return type.Kind is TypeKind.Entity or TypeKind.List
            ? Refuse<BoundItems>(list.Position, $"A list has single values, not {type.Describe()}.")
            : new BoundItems([.. items!], TemplateType.ListOf(type));
    }

    private bool CanEqual(BinarySyntax binary, BoundExpression left, BoundExpression right)
    {
        var (a, b) = (left.Type, right.Type);
        if (a.Kind == TypeKind.Null || b.Kind == TypeKind.Null) return true;
        if (a.IsText && b.IsText) return IsKnownValue(binary.Right, a, right) && IsKnownValue(binary.Left, b, left);
        var fits = a.Kind == b.Kind
            ? a.Kind is not (TypeKind.List or TypeKind.Entity or TypeKind.Mixed)
            : (a.Kind == TypeKind.Json && IsPlain(b)) || (b.Kind == TypeKind.Json && IsPlain(a));
        if (!fits) RefuseTypes(binary, a, b);
        return fits;
    }

    /// <summary>An enumeration never equals a text that is none of its values.</summary>
    private bool IsKnownValue(ExpressionSyntax syntax, TemplateType enumeration, BoundExpression other)
    {
        if (enumeration.Kind != TypeKind.Enum || other is not BoundFixedValue { Value: string text } || enumeration.EnumValues.Contains(text, StringComparer.Ordinal)) return true;
        errors.Add(
            syntax.Position, DiagnosticCodes.UnknownEnumValue, $"\"{(text.Length <= 40 ? text : text[..39] + "…")}\" is none of the values of this field.",
            NearestName.Suggest(text, enumeration.EnumValues) ?? $"Allowed are: {NameList.Of(enumeration.EnumValues)}.",
            DiagnosticArguments.Unknown(text, enumeration.EnumValues));
        return false;
    }

    private bool CanOrder(BinarySyntax binary, TemplateType a, TemplateType b)
    {
        var fits = (IsNumber(a) && IsNumber(b)) || (a.Kind == b.Kind && a.Kind is TypeKind.Date or TypeKind.DateTime && b.Kind == a.Kind);
        if (fits) return true;
        if (a.IsText && b.IsText) Refuse(binary.Position, $"'{binary.Operator}' compares numbers, dates and moments, not texts.");
        else RefuseTypes(binary, a, b);
        return false;
    }

    private void RefuseTypes(BinarySyntax binary, TemplateType a, TemplateType b)
    {
        var hasDate = a.Kind is TypeKind.Date or TypeKind.DateTime || b.Kind is TypeKind.Date or TypeKind.DateTime;
        Refuse(
            binary.Position, $"'{binary.Operator}' cannot compare {a.Describe()} with {b.Describe()}.",
            hasDate ? "Compare dates with 'today', moments with 'now', and written dates with 'date | date.to_string \"%Y-%m-%d\"'." : null);
    }

    private BoundOperation? Refuse(int position, string message, string? suggestion = null) => Refuse<BoundOperation>(position, message, suggestion);

    private T? Refuse<T>(int position, string message, string? suggestion = null)
        where T : class
    {
        errors.Add(position, DiagnosticCodes.TemplateType, message, suggestion);
        return null;
    }

    private static BoundOperation Truth(BoundExpression left, TemplateOperator @operator, BoundExpression right) => new(left, @operator, right, TemplateType.Boolean);

    private static bool IsNumber(TemplateType type) => type.Kind is TypeKind.Number or TypeKind.Json or TypeKind.Null;

    private static bool IsPlain(TemplateType type) => type.Kind is TypeKind.Text or TypeKind.Enum or TypeKind.Number or TypeKind.Boolean;

    private static TemplateOperator Order(string sign) => sign switch
    {
        "<" => TemplateOperator.Less,
        "<=" => TemplateOperator.LessOrEqual,
        ">" => TemplateOperator.Greater,
        _ => TemplateOperator.GreaterOrEqual,
    };

    private static TemplateOperator Arithmetic(string sign) => sign switch
    {
        "+" => TemplateOperator.Add,
        "-" => TemplateOperator.Subtract,
        "*" => TemplateOperator.Multiply,
        "/" => TemplateOperator.Divide,
        _ => TemplateOperator.Modulo,
    };
}
