namespace Alforis.Workflows.Engine.Schema;

/// <summary>Says whether settings that exclude one another mean the same. Implementations are stateless and thread-safe.</summary>
public interface ISettingAgreement
{
    /// <summary>Whether the given settings agree. Asked only where all of them are fixed.</summary>
    /// <param name="settings">Those of the group that are given, by name: text, numbers as text.</param>
    bool Agree(IReadOnlyDictionary<string, string> settings);
}
