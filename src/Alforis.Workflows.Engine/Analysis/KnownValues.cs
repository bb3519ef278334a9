using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Analysis;

/// <summary>What rules that must all hold say about each field. Not thread-safe; alternatives start from copies.</summary>
internal sealed class KnownValues
{
    /// <summary>More is not kept in mind, so that the work stays in proportion to the definition.</summary>
    private const int LargestSet = 2_000;

    private readonly Dictionary<(PathRoot Root, int Depth, string Text), (ValueSet Values, RuleChain Rules)> fields;

    public KnownValues() => fields = [];

    private KnownValues(KnownValues other) => fields = new(other.fields);

    public KnownValues Copy() => new(this);

    /// <summary>Adds what one more rule says; <see langword="false"/> when no value is left, and then nothing is added.</summary>
    /// <param name="path">The field.</param>
    /// <param name="values">Its values by the rule.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="isWanted">Whether it is to hold, or not to hold.</param>
    public bool TryAdd(BoundPath path, ValueSet values, BoundCondition rule, bool isWanted)
    {
        var key = Key(path);
        if (!fields.TryGetValue(key, out var known))
        {
            fields.Add(key, (values, new RuleChain(rule, isWanted, null)));
            return true;
        }

        var common = known.Values.Intersect(values);
        if (common.IsEmpty) return false;
        if (common.Size <= LargestSet) fields[key] = (common, new RuleChain(rule, isWanted, known.Rules));
        return true;
    }

    /// <summary>The rules about the field so far, the last one first.</summary>
    public IEnumerable<(BoundCondition Rule, bool IsWanted)> RulesAbout(BoundPath path)
    {
        if (!fields.TryGetValue(Key(path), out var known)) yield break;
        for (var chain = known.Rules; chain is not null; chain = chain.Before) yield return (chain.Rule, chain.IsWanted);
    }

    private static (PathRoot Root, int Depth, string Text) Key(BoundPath path) => (path.Root, path.Element?.Depth ?? 0, path.Text);

    private sealed record RuleChain(BoundCondition Rule, bool IsWanted, RuleChain? Before);
}
