using System.Linq.Expressions;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Comparisons of texts inside JSON with literals, on the encoded text: making strings of it would allocate.</summary>
internal static class JsonTextEmitter
{
    /// <summary>The comparison; <see langword="null"/> when it is none of these.</summary>
    public static Expression? Emit(BoundComparison comparison, PathEmitter paths, Literals literals)
    {
        var isText = comparison.Left.Kind is ValueKind.Text or ValueKind.Enum;
        var isTexts = comparison.Left is { Kind: ValueKind.List, ItemKind: ValueKind.Text or ValueKind.Enum };
        return (comparison.Operator, comparison.Right) switch
        {
            (ComparisonOperator.Equal, BoundLiteral { Value: string text }) when isText =>
                Call(nameof(JsonReading.IsText), new MemberName(text).Utf8),
            (ComparisonOperator.Contains, BoundLiteral { Value: string text }) when isTexts =>
                Call(nameof(JsonReading.HasText), new MemberName(text).Utf8),
            (ComparisonOperator.In, BoundLiteralList list) when isText =>
                Call(nameof(JsonTexts.Contains), JsonTexts.Of(list)),
            _ => null,
        };

        Expression? Call(string method, object literal)
        {
            if (paths.ReadMember<JsonAccessor>(comparison.Left) is not { } element) return null;
            return literal is JsonTexts
                ? Expression.Call(literals.Of(literal), method, null, element)
                : Expression.Call(typeof(JsonReading), method, null, element, literals.Of(literal));
        }
    }
}
