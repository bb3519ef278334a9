using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.Formats;

/// <summary>A tag that is not blank.</summary>
internal sealed class TagFormat : ISettingFormat
{
    public string? Check(string text) => string.IsNullOrWhiteSpace(text) ? "A tag must not be empty." : null;
}
