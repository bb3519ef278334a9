using System.Collections.Immutable;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Analysis;

/// <summary>What rules that must all hold say about each field. Immutable: alternatives start from the same knowledge.</summary>
internal sealed class KnownValues
{
    /// <summary>More is not kept in mind, so that the work stays in proportion to the definition.</summary>
    private const int LargestSet = 2_000;

    private readonly ImmutableDictionary<(PathRoot, int, string), (ValueSet Values, ImmutableList<string> Rules)> fields;

    private KnownValues(ImmutableDictionary<(PathRoot, int, string), (ValueSet, ImmutableList<string>)> fields) => this.fields = fields;

    public static KnownValues Nothing { get; } = new(ImmutableDictionary<(PathRoot, int, string), (ValueSet, ImmutableList<string>)>.Empty);

    /// <summary>With one more rule; <see langword="null"/> when no value is left.</summary>
    /// <param name="path">The field.</param>
    /// <param name="values">Its values by the rule.</param>
    /// <param name="rule">The rule, for messages.</param>
    public KnownValues? With(BoundPath path, ValueSet values, string rule)
    {
        var key = Key(path);
        if (!fields.TryGetValue(key, out var known)) return new(fields.Add(key, (values, [rule])));
        var common = known.Values.Intersect(values);
        if (common.IsEmpty) return null;
        return common.Size > LargestSet ? this : new(fields.SetItem(key, (common, known.Rules.Add(rule))));
    }

    /// <summary>The rules about the field so far.</summary>
    public IEnumerable<string> RulesAbout(BoundPath path) => fields.TryGetValue(Key(path), out var known) ? known.Rules : [];

    private static (PathRoot Root, int Depth, string Text) Key(BoundPath path) => (path.Root, path.Element?.Depth ?? 0, path.Text);
}
