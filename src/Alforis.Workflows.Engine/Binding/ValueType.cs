using System.Collections.Immutable;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>The type that a literal is converted to.</summary>
internal readonly record struct ValueType(ValueKind Kind, ImmutableArray<string> EnumValues)
{
    /// <summary>Values of an enumeration by further words for them, folded; <see langword="null"/> for none.</summary>
    public IReadOnlyDictionary<string, string>? Aliases { get; init; }

    /// <summary>The type of a field's value.</summary>
    public static ValueType Of(FieldSchema field) => new(field.Kind, field.EnumValues) { Aliases = field.ValueAliases };

    /// <summary>The type of a path's value.</summary>
    public static ValueType Of(BoundPath path) =>
        path.Kind == ValueKind.Json || path.Field is null ? new(path.Kind, []) : Of(path.Field);

    /// <summary>The type of the elements of a list.</summary>
    public static ValueType ItemOf(BoundPath path) => path.Field is { } field ? ItemOf(field) : new(path.ItemKind!.Value, []);

    /// <summary>The type of the elements of a list that a field holds: texts may be those of an enumeration.</summary>
    public static ValueType ItemOf(FieldSchema field) =>
        field.EnumValues.IsEmpty ? new(field.ItemKind!.Value, []) : new(ValueKind.Enum, field.EnumValues);

    public string Describe() => Kind switch
    {
        ValueKind.Number => "a number",
        ValueKind.Boolean => "true or false",
        ValueKind.Date => "a date such as \"2026-03-31\"",
        ValueKind.DateTime => "a moment such as \"2026-03-31T09:00:00+02:00\"",
        ValueKind.Enum => "one of " + NameList.Of(EnumValues),
        _ => "text",
    };
}
