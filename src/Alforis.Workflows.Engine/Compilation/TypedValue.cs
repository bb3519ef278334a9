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
    /// <param name="itemKind">That of the elements of a list.</param>
    /// <param name="enumValues">The values of an enumeration.</param>
    public static MethodCallExpression Of(Expression value, ValueKind kind, ValueKind? itemKind, ImmutableArray<string> enumValues)
    {
        if (kind == ValueKind.List)
        {
            return Call(itemKind == ValueKind.Entity ? nameof(TemplateValue.FromEntities) : nameof(TemplateValue.FromList), Expression.Convert(value, typeof(object)));
        }

        if (kind == ValueKind.Entity) return Call(nameof(TemplateValue.FromEntity), Expression.Convert(value, typeof(object)));
        if (value.Type.IsEnum) return Call(nameof(TemplateValue.From), EnumNames.ToText(value, enumValues));
        if (Operands.IsFloating(value.Type)) return Call(nameof(TemplateValue.From), Expression.Convert(value, typeof(double)));
        return Call(nameof(TemplateValue.From), Operands.IsWhole(value.Type) ? Expression.Convert(value, typeof(long)) : value);
    }

    /// <param name="value">What was read.</param>
    /// <param name="type">What it is in the template; no free JSON.</param>
    public static MethodCallExpression Of(Expression value, TemplateType type) => Of(value, Kind(type), type.Item is { } item ? Kind(item) : null, type.EnumValues);

    private static ValueKind Kind(TemplateType type) => type.Kind switch
    {
        TypeKind.List => ValueKind.List,
        TypeKind.Entity => ValueKind.Entity,
        _ => ValueKind.Text,
    };

    private static MethodCallExpression Call(string method, Expression value) =>
        Expression.Call(typeof(TemplateValue).GetMethod(method, [value.Type])!, value);
}
