using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.Formats;

/// <summary>One e-mail address, perhaps with a display name.</summary>
internal sealed class EmailFormat : ISettingFormat
{
    public string? Check(string text) => EmailAddress.Read(text).Problem;
}
