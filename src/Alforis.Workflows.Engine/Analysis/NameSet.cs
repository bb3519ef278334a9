namespace Alforis.Workflows.Engine.Analysis;

/// <summary>Some texts, or all texts but some. Immutable.</summary>
internal sealed class NameSet
{
    private static readonly HashSet<string> NoNames = new(StringComparer.Ordinal);

    private readonly HashSet<string> names;
    private readonly bool isComplement;

    private NameSet(HashSet<string> names, bool isComplement)
    {
        this.names = names;
        this.isComplement = isComplement;
    }

    public static NameSet None { get; } = new(NoNames, false);

    public static NameSet All { get; } = new(NoNames, true);

    public bool IsEmpty => !isComplement && names.Count == 0;

    public int Count => names.Count;

    public static NameSet Of(IEnumerable<string> names) => Of(names, false);

    public NameSet Complement() => names.Count == 0 ? (isComplement ? None : All) : new(names, !isComplement);

    public NameSet Intersect(NameSet other)
    {
        if (names.Count == 0) return isComplement ? other : this;
        if (other.names.Count == 0) return other.isComplement ? this : other;
        return (isComplement, other.isComplement) switch
        {
            (true, true) => Of(names.Concat(other.names), true),
            (true, false) => Of(other.names.Where(n => !names.Contains(n)), false),
            (false, true) => Of(names.Where(n => !other.names.Contains(n)), false),
            _ => Of(names.Where(other.names.Contains), false),
        };
    }

    private static NameSet Of(IEnumerable<string> names, bool isComplement) => new(names.ToHashSet(StringComparer.Ordinal), isComplement);
}
