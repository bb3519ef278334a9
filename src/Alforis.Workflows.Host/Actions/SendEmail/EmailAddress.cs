using System.Net.Mail;
using System.Text;
using Alforis.Crm.Data.Printing;

namespace Alforis.Workflows.Host.Actions.SendEmail;

/// <summary>Reads addresses that somebody else wrote. Nothing in them can begin a header or a command of its own.</summary>
internal static class EmailAddress
{
    /// <summary>An address, perhaps with a display name, or what is wrong with it, as a sentence.</summary>
    /// <param name="text">Such as <c>Équipe &lt;equipe@crm.example&gt;</c>.</param>
    public static (MailAddress? Address, string? Problem) Read(string text)
    {
        var shown = VisibleText.Line(text);
        if (text.Any(char.IsControl) || !MailAddress.TryCreate(text, out var address)) return (null, $"'{shown}' is no e-mail address.");
        return Ascii.IsValid(address.User)
            ? (address, null)
            : (null, $"'{shown}' has letters before the '@' that are not ASCII; such addresses cannot be used.");
    }
}
