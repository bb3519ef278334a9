using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.Formats;

/// <summary>The value of an HTTP header: one line, so that it cannot begin another header.</summary>
internal sealed class HeaderValueFormat : ISettingFormat
{
    public string? Check(string text) =>
        text.Any(c => char.IsControl(c) && c != '\t') ? "The value of a header is one line without control characters." : null;
}
