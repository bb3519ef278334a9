using System.Net.Mail;
using System.Text;
using Alforis.Crm.Data.Printing;

namespace Alforis.Crm.Data.Actions.Formats;

/// <summary>Reads addresses that somebody else wrote. Nothing in them can begin a header or a command of its own.</summary>
public static class EmailAddress
{
    /// <summary>What begins text that mail programs decode: <c>=?utf-8?B?…?=</c> could hide a line break, or another name.</summary>
    private const string EncodedText = "=?";

    /// <summary>One address, perhaps with a display name, or what is wrong with it, as a sentence.</summary>
    /// <param name="text">Such as <c>Équipe &lt;equipe@crm.example&gt;</c>.</param>
    public static (MailAddress? Address, string? Problem) Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = VisibleText.Line(text);
        if (text.Any(char.IsControl) || text.Contains(EncodedText, StringComparison.Ordinal) || !MailAddress.TryCreate(text, out var address))
            return (null, $"'{shown}' is no e-mail address.");
        // All but the last would pass for its display name.
        if (address.DisplayName.Contains('@', StringComparison.Ordinal) && address.DisplayName != address.Address)
            return (null, $"'{shown}' is more than one e-mail address; where several are possible, write each as an element of a list.");
        return Ascii.IsValid(address.User)
            ? (address, null)
            : (null, $"'{shown}' has letters before the '@' that are not ASCII; such addresses cannot be used.");
    }
}
