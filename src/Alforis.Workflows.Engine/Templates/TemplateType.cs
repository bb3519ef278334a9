using System.Collections.Immutable;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Templates;

/// <summary>The kinds of type that expressions of templates have.</summary>
internal enum TypeKind
{
    /// <summary>Only ever null.</summary>
    Null,
    Text,
    Number,
    Boolean,
    Date,
    DateTime,
    Enum,
    List,
    Entity,

    /// <summary>Free JSON: known when the template runs.</summary>
    Json,

    /// <summary>One of several types, as of <c>amount ?? "none"</c>: can be written, but not computed with.</summary>
    Mixed,
}

/// <summary>The type of an expression. Every type includes null. Immutable.</summary>
internal sealed record TemplateType(TypeKind Kind)
{
    public static TemplateType Null { get; } = new(TypeKind.Null);

    public static TemplateType Text { get; } = new(TypeKind.Text);

    public static TemplateType Number { get; } = new(TypeKind.Number);

    public static TemplateType Boolean { get; } = new(TypeKind.Boolean);

    public static TemplateType Date { get; } = new(TypeKind.Date);

    public static TemplateType DateTime { get; } = new(TypeKind.DateTime);

    public static TemplateType Json { get; } = new(TypeKind.Json);

    public static TemplateType Mixed { get; } = new(TypeKind.Mixed);

    /// <summary>The elements' type of a list.</summary>
    public TemplateType? Item { get; init; }

    /// <summary>The fields of an entity.</summary>
    public EntitySchema? Entity { get; init; }

    /// <summary>The values of an enumeration.</summary>
    public ImmutableArray<string> EnumValues { get; init; } = [];

    /// <summary>Text or an enumeration, which is text of a closed list.</summary>
    public bool IsText => Kind is TypeKind.Text or TypeKind.Enum;

    public static TemplateType ListOf(TemplateType item) => new(TypeKind.List) { Item = item };

    /// <summary>The type of a field's value.</summary>
    public static TemplateType Of(FieldSchema field) => field.Kind switch
    {
        ValueKind.List => ListOf(field.ItemEntity is { } entity ? new(TypeKind.Entity) { Entity = entity } : Scalar(field.ItemKind!.Value, [])),
        ValueKind.Entity => new(TypeKind.Entity) { Entity = field.Entity },
        _ => Scalar(field.Kind, field.EnumValues),
    };

    /// <summary>The type of a value that has no parts.</summary>
    public static TemplateType Scalar(ValueKind kind, ImmutableArray<string> enumValues) => kind switch
    {
        ValueKind.Number => Number,
        ValueKind.Boolean => Boolean,
        ValueKind.Date => Date,
        ValueKind.DateTime => DateTime,
        ValueKind.Enum => new(TypeKind.Enum) { EnumValues = enumValues },
        ValueKind.Json => Json,
        _ => Text,
    };

    /// <summary>The type of a value that is of the one type or of the other.</summary>
    public static TemplateType Either(TemplateType a, TemplateType b)
    {
        if (a.Kind == TypeKind.Null || ReferenceEquals(a, b)) return b;
        if (b.Kind == TypeKind.Null) return a;
        if (a.IsText && b.IsText) return a.Kind == b.Kind && a.EnumValues.SequenceEqual(b.EnumValues, StringComparer.Ordinal) ? a : Text;
        if (a.Kind != b.Kind && (a.Kind == TypeKind.Json || b.Kind == TypeKind.Json) && a.IsSingle && b.IsSingle) return Json;
        if (a.Kind != b.Kind) return Mixed;
        return a.Kind switch
        {
            TypeKind.List => ListOf(Either(a.Item!, b.Item!)),
            TypeKind.Entity => ReferenceEquals(a.Entity, b.Entity) ? a : Mixed,
            _ => a,
        };
    }

    /// <summary>Neither a list nor an object.</summary>
    public bool IsSingle => Kind is not (TypeKind.List or TypeKind.Entity);

    /// <summary>The type in a message: <c>a number</c>.</summary>
    public string Describe() => Kind switch
    {
        TypeKind.Null => "null",
        TypeKind.Number => "a number",
        TypeKind.Boolean => "true or false",
        TypeKind.Date => "a date",
        TypeKind.DateTime => "a moment",
        TypeKind.Enum => "an enumeration",
        TypeKind.List => "a list",
        TypeKind.Entity => "an object",
        TypeKind.Json => "free JSON",
        TypeKind.Mixed => "a value of several types",
        _ => "text",
    };
}
