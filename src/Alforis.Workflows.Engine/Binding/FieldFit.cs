using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Templates;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Which types of placeholders a field can be written from.</summary>
internal static class FieldFit
{
    public static bool Fits(TemplateType type, FieldSchema field)
    {
        if (type.Kind is TypeKind.Json or TypeKind.Null) return true;
        var wanted = TemplateType.Of(field);
        return wanted.Kind switch
        {
            TypeKind.Text => type.Kind is not (TypeKind.List or TypeKind.Entity),
            TypeKind.Enum => type.Kind == TypeKind.Enum && type.EnumValues.Any(v => field.EnumValues.Contains(v, StringComparer.Ordinal)),
            TypeKind.Date => type.Kind is TypeKind.Date or TypeKind.DateTime,
            TypeKind.List => type.Kind == TypeKind.List && FitsItem(type.Item!, wanted.Item!),
            _ => type.Kind == wanted.Kind,
        };
    }

    /// <summary>Whether a value can be an element of a list that a field holds.</summary>
    public static bool FitsItem(TemplateType type, TemplateType item) =>
        type.Kind is TypeKind.Json or TypeKind.Null || (item.Kind == TypeKind.Text ? type.Kind is not (TypeKind.List or TypeKind.Entity) : type.Kind == item.Kind);
}
