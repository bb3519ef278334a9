using System.Collections.Immutable;

namespace Alforis.Workflows.Engine.Analysis;

/// <summary>Some texts, or all texts but some. Immutable.</summary>
internal sealed class NameSet
{
    private readonly ImmutableHashSet<string> names;
    private readonly bool isComplement;

    private NameSet(ImmutableHashSet<string> names, bool isComplement)
    {
        this.names = names;
        this.isComplement = isComplement;
    }

    public static NameSet None { get; } = new([], false);

    public static NameSet All { get; } = new([], true);

    public bool IsEmpty => !isComplement && names.IsEmpty;

    public int Count => names.Count;

    public static NameSet Of(IEnumerable<string> names) => new(names.ToImmutableHashSet(StringComparer.Ordinal), false);

    public NameSet Complement() => new(names, !isComplement);

    public NameSet Intersect(NameSet other) => (isComplement, other.isComplement) switch
    {
        (true, true) => new(names.Union(other.names), true),
        (true, false) => new(other.names.Except(names), false),
        (false, true) => new(names.Except(other.names), false),
        _ => new(names.Intersect(other.names), false),
    };
}
