using System.Collections.Immutable;
using System.Reflection;

namespace Alforis.Workflows.Engine.Schema;

/// <summary>A field of an entity, or a root that paths start from. Immutable, thread-safe.</summary>
public sealed class FieldSchema
{
    private readonly Func<EntitySchema>? entity;

    /// <param name="name">The name in paths.</param>
    /// <param name="property">The property.</param>
    /// <param name="kind">The type.</param>
    /// <param name="entity">The fields of the object, or of each object of a list.</param>
    internal FieldSchema(string name, PropertyInfo property, ValueKind kind, Func<EntitySchema>? entity = null)
    {
        Name = name;
        Property = property;
        Kind = kind;
        this.entity = entity;
    }

    /// <summary>The name in paths, for example <c>montant</c>.</summary>
    public string Name { get; }

    /// <summary>The type.</summary>
    public ValueKind Kind { get; }

    /// <summary>The elements' type when <see cref="Kind"/> is <see cref="ValueKind.List"/>, else <see langword="null"/>.</summary>
    public ValueKind? ItemKind { get; internal init; }

    /// <summary>The values of an enumeration, empty otherwise.</summary>
    public ImmutableArray<string> EnumValues { get; internal init; } = [];

    /// <summary>Whether the value can be null.</summary>
    public bool IsNullable { get; internal init; }

    /// <summary>Whether an action may write it.</summary>
    public bool IsWritable { get; internal init; }

    /// <summary>Whether events report that it changed, so that a trigger can wait for that.</summary>
    public bool IsTracked => Kind != ValueKind.Entity && !Property.IsDefined(typeof(UntrackedAttribute), inherit: false);

    /// <summary>What it can hold within its type.</summary>
    public FieldLimits Limits { get; internal init; } = FieldLimits.None;

    /// <summary>The fields behind it when <see cref="Kind"/> is <see cref="ValueKind.Entity"/>, else <see langword="null"/>.</summary>
    public EntitySchema? Entity => Kind == ValueKind.Entity ? entity!() : null;

    /// <summary>The fields of each element when <see cref="ItemKind"/> is <see cref="ValueKind.Entity"/>, else <see langword="null"/>.</summary>
    public EntitySchema? ItemEntity => Kind == ValueKind.List ? entity?.Invoke() : null;

    /// <summary>The C# property that holds the value.</summary>
    internal PropertyInfo Property { get; }

    /// <summary>The same field under another name.</summary>
    internal FieldSchema As(string name) =>
        new(name, Property, Kind, entity)
        {
            ItemKind = ItemKind, EnumValues = EnumValues, IsNullable = IsNullable, IsWritable = IsWritable, Limits = Limits,
        };

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Kind}";
}
