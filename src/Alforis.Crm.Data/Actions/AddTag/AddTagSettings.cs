using Alforis.Crm.Data.Actions.Formats;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.AddTag;

/// <summary>Settings of <c>add_tag</c>.</summary>
[SettingGroup(nameof(Tag), nameof(Tags), Least = 1)]
public sealed record AddTagSettings
{
    /// <summary>The tag; up to 100 characters.</summary>
    [Setting(MaxLength = 100, Format = typeof(TagFormat), Aliases = ["tag_name"], Examples = ["a-relancer"])]
    public string? Tag { get; init; }

    /// <summary>The tags.</summary>
    [Setting(MaxLength = 100, Format = typeof(TagFormat))]
    public IReadOnlyList<string>? Tags { get; init; }
}
