using System.Collections.Frozen;

namespace Alforis.Workflows.Engine.Parsing;

/// <summary>Members that people expect and that this version does not have, with what to write instead.</summary>
internal static class RefusedMembers
{
    private const string NoDelay = "This version performs all actions at once, when the event is handled.";

    private const string NoDelayCure = "Remove it; what is to happen later can be the work of a workflow of its own, on a later event.";

    private static readonly FrozenDictionary<string, (string Problem, string Cure)> Table = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["delay"] = (NoDelay, NoDelayCure),
        ["delay_days"] = (NoDelay, NoDelayCure),
        ["delay_hours"] = (NoDelay, NoDelayCure),
        ["delay_minutes"] = (NoDelay, NoDelayCure),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static (string Problem, string Cure)? Find(string name) => Table.TryGetValue(name, out var refused) ? refused : null;
}
