using System.Collections.Immutable;
using System.Linq.Expressions;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Templates;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Emits a <see cref="TemplateValue"/> of what was read from the context.</summary>
internal static class TypedValue
{
    /// <param name="value">What was read.</param>
    /// <param name="kind">The field's kind.</param>
    /// <param name="enumValues">The values of an enumeration.</param>
    public static MethodCallExpression Of(Expression value, ValueKind kind, ImmutableArray<string> enumValues)
    {
        if (kind == ValueKind.List) return Call(nameof(TemplateValue.FromList), Expression.Convert(value, typeof(object)));
        if (kind == ValueKind.Entity) return Call(nameof(TemplateValue.FromEntity), Expression.Convert(value, typeof(object)));
        if (value.Type.IsEnum) return Call(nameof(TemplateValue.From), EnumNames.ToText(value, enumValues));
        if (Operands.IsFloating(value.Type)) return Call(nameof(TemplateValue.From), Expression.Convert(value, typeof(double)));
        return Call(nameof(TemplateValue.From), Operands.IsWhole(value.Type) ? Expression.Convert(value, typeof(long)) : value);
    }

    /// <param name="value">What was read.</param>
    /// <param name="type">What it is in the template; no free JSON.</param>
    public static MethodCallExpression Of(Expression value, TemplateType type) => Of(
        value, type.Kind switch { TypeKind.List => ValueKind.List, TypeKind.Entity => ValueKind.Entity, _ => ValueKind.Text }, type.EnumValues);

    private static MethodCallExpression Call(string method, Expression value) =>
        Expression.Call(typeof(TemplateValue).GetMethod(method, [value.Type])!, value);
}
