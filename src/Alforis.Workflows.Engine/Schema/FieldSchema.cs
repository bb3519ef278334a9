using System.Collections.Immutable;

namespace Alforis.Workflows.Engine.Schema;

/// <summary>A field of an entity, or a root that paths start from. Immutable, thread-safe.</summary>
public sealed class FieldSchema
{
    private readonly Func<EntitySchema>? entity;
    private readonly Func<EntitySchema>? itemEntity;

    /// <param name="name">The name in paths.</param>
    /// <param name="accessor">How the value is got.</param>
    /// <param name="kind">The type.</param>
    /// <param name="entity">The fields of an object.</param>
    /// <param name="itemEntity">The fields of each object of a list.</param>
    internal FieldSchema(string name, FieldAccessor accessor, ValueKind kind, Func<EntitySchema>? entity = null, Func<EntitySchema>? itemEntity = null)
    {
        Name = name;
        Accessor = accessor;
        Kind = kind;
        this.entity = entity;
        this.itemEntity = itemEntity;
    }

    /// <summary>The name in paths, for example <c>montant</c>.</summary>
    public string Name { get; }

    /// <summary>The type.</summary>
    public ValueKind Kind { get; }

    /// <summary>The elements' type when <see cref="Kind"/> is <see cref="ValueKind.List"/>, else <see langword="null"/>.</summary>
    public ValueKind? ItemKind { get; internal init; }

    /// <summary>The values of an enumeration, or those that the texts of a list are of; empty otherwise.</summary>
    public ImmutableArray<string> EnumValues { get; internal init; } = [];

    /// <summary>Values of the enumeration by further words for them, in lower case, without accents, with underscores for spaces and hyphens.</summary>
    public IReadOnlyDictionary<string, string> ValueAliases { get; internal init; } = Schema.ValueAliases.None;

    /// <summary>Names that older definitions use for it.</summary>
    public ImmutableArray<string> Aliases { get; internal init; } = [];

    /// <summary>Whether the value can be null.</summary>
    public bool IsNullable { get; internal init; }

    /// <summary>Whether an action may write it.</summary>
    public bool IsWritable { get; internal init; }

    /// <summary>Whether events report that it changed, so that a trigger can wait for that.</summary>
    public bool IsTracked => Kind != ValueKind.Entity && ItemKind != ValueKind.Entity && !IsUntracked;

    /// <summary>What it can hold within its type.</summary>
    public FieldLimits Limits { get; internal init; } = FieldLimits.None;

    /// <summary>The fields behind it when <see cref="Kind"/> is <see cref="ValueKind.Entity"/>, else <see langword="null"/>.</summary>
    public EntitySchema? Entity => entity?.Invoke();

    /// <summary>The fields of each element when <see cref="ItemKind"/> is <see cref="ValueKind.Entity"/>, else <see langword="null"/>.</summary>
    public EntitySchema? ItemEntity => itemEntity?.Invoke();

    /// <summary>How the value is got.</summary>
    internal FieldAccessor Accessor { get; }

    /// <summary>Whether no event reports a change of it.</summary>
    internal bool IsUntracked { get; init; }

    /// <summary>The same field under another name.</summary>
    internal FieldSchema As(string name) =>
        new(name, Accessor, Kind, entity, itemEntity)
        {
            ItemKind = ItemKind, EnumValues = EnumValues, ValueAliases = ValueAliases, IsNullable = IsNullable, IsWritable = IsWritable, IsUntracked = IsUntracked, Limits = Limits,
        };

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Kind}";
}
