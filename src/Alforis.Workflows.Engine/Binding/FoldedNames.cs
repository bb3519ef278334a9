using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>
/// The values of an enumeration, found whatever their case, accents, spaces and hyphens. Folding them is done once for each enumeration: there may be
/// very many of them, and as many literals. Immutable, thread-safe.
/// </summary>
internal sealed class FoldedNames
{
    private static readonly ConditionalWeakTable<string[], FoldedNames> Known = [];

    private readonly FrozenSet<string> exact;
    private readonly FrozenDictionary<string, string> folded;

    private FoldedNames(string[] names)
    {
        exact = names.ToFrozenSet(StringComparer.Ordinal);

        // Of two that are written alike the first is meant.
        folded = names.DistinctBy(NearestName.Fold, StringComparer.Ordinal).ToFrozenDictionary(NearestName.Fold, StringComparer.Ordinal);
    }

    public static FoldedNames Of(ImmutableArray<string> names) =>
        Known.GetValue(ImmutableCollectionsMarshal.AsArray(names) ?? [], static n => new FoldedNames(n));

    /// <summary>The name that is meant, or <see langword="null"/>.</summary>
    public string? Find(string text) =>
        exact.TryGetValue(text, out var name) || folded.TryGetValue(NearestName.Fold(text), out name) ? name : null;
}
