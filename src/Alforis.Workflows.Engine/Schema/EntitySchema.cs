using System.Collections.Immutable;

namespace Alforis.Workflows.Engine.Schema;

/// <summary>A type of object that conditions and templates can look into. Immutable, thread-safe.</summary>
public sealed class EntitySchema
{
    private readonly Dictionary<string, FieldSchema> byName;

    internal EntitySchema(Type type, ImmutableArray<FieldSchema> fields)
    {
        Type = type;
        Fields = fields;
        byName = fields.SelectMany(f => f.Aliases.Prepend(f.Name), (f, name) => (f, name)).ToDictionary(p => p.name, p => p.f, StringComparer.Ordinal);
    }

    /// <summary>The C# type.</summary>
    public Type Type { get; }

    /// <summary>The fields, in declaration order.</summary>
    public ImmutableArray<FieldSchema> Fields { get; }

    /// <summary>The field of that name, also one of older definitions, or <see langword="null"/>.</summary>
    /// <param name="name">Compared ordinally.</param>
    public FieldSchema? Find(string name) => byName.GetValueOrDefault(name);
}
