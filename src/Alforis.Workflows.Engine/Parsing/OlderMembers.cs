using System.Collections.Frozen;

namespace Alforis.Workflows.Engine.Parsing;

/// <summary>The names that older definitions use for members, by the object that they stand in.</summary>
internal static class OlderMembers
{
    private static readonly FrozenDictionary<string, string> Actions = Table(("action_type", "type"), ("parameters", "config"), ("params", "config"));

    private static readonly FrozenDictionary<string, string> Groups = Table(("logic", "operator"), ("combinator", "operator"), ("conditions", "rules"));

    /// <summary>All of the names, for tests and documentation.</summary>
    public static IEnumerable<string> All => Actions.Keys.Concat(Groups.Keys);

    public static string? OfAction(string name) => Actions.GetValueOrDefault(name);

    public static string? OfGroup(string name) => Groups.GetValueOrDefault(name);

    private static FrozenDictionary<string, string> Table(params (string Older, string Name)[] names) =>
        names.ToFrozenDictionary(n => n.Older, n => n.Name, StringComparer.Ordinal);
}
