using System.Net.Mail;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.Formats;

/// <summary>One e-mail address, perhaps with a display name.</summary>
internal sealed class EmailFormat : ISettingFormat
{
    public string? Check(string text) =>
        !text.AsSpan().ContainsAny('\r', '\n') && MailAddress.TryCreate(text, out _)
            ? null
            : $"'{text}' is no e-mail address.";
}
