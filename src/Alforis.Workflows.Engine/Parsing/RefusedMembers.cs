using System.Collections.Frozen;

namespace Alforis.Workflows.Engine.Parsing;

/// <summary>Members that people write in the wrong place, with the right one.</summary>
internal static class RefusedMembers
{
    private const string DelayCure = "Write \"delay\" in 'trigger_config' to wait before all actions, or in an action, beside 'config', to wait before that one.";

    private static readonly FrozenDictionary<string, string> Cures = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["delay"] = DelayCure,
        ["delay_days"] = DelayCure,
        ["delay_hours"] = DelayCure,
        ["delay_minutes"] = DelayCure,
        ["recheck"] = "Write it in 'trigger_config', beside 'delay'.",
        ["retry"] = "Write it in an action, beside 'config'.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string? Find(string name) => Cures.GetValueOrDefault(name);
}
