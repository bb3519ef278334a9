using System.Globalization;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Alforis.Crm.Data.Actions.Formats;
using Alforis.Crm.Data.Actions.SendEmail;

namespace Alforis.Workflows.Host.Actions.SendEmail;

/// <summary>Makes the message of rendered settings.</summary>
internal static class EmailMessage
{
    /// <summary>The header that names a message for good; receivers that know it show it once.</summary>
    public const string IdHeader = "Message-ID";

    /// <summary>Makes the message; whoever gets it disposes it.</summary>
    /// <param name="settings">What a definition says, every placeholder filled in.</param>
    /// <param name="from">The sender.</param>
    /// <param name="idempotencyKey">Becomes the message's id, the same for every attempt.</param>
    /// <returns>The message, or why there can be none, as a sentence.</returns>
    public static (MailMessage? Message, string? Problem) Make(SendEmailSettings settings, MailAddress from, Guid idempotencyKey)
    {
        var message = new MailMessage { From = from };
        var problem = AddEverybody(message, settings) ?? AddSubject(message, settings.Subject ?? "") ?? AddText(message, settings);
        if (problem is not null)
        {
            message.Dispose();
            return (null, problem);
        }

        var domain = new IdnMapping().GetAscii(from.Host);
        message.Headers.Add(IdHeader, $"<{idempotencyKey}@{domain}>");
        // RFC 3834: nobody's out-of-office reply answers a machine.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return (message, null);
    }

    private static string? AddEverybody(MailMessage message, SendEmailSettings settings)
    {
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var problem = Add(message.To, settings.To, "to", known)
            ?? Add(message.CC, settings.Cc, "cc", known)
            ?? Add(message.Bcc, settings.Bcc, "bcc", known)
            ?? Add(message.ReplyToList, settings.ReplyTo, "reply_to", []);
        if (problem is not null) return problem;
        return message.To.Count > 0 ? null : "There is nobody to write to: 'to' is empty.";
    }

    /// <summary>A placeholder can come to nothing: who remains is written to, and everybody once.</summary>
    private static string? Add(MailAddressCollection to, IReadOnlyList<string>? addresses, string setting, HashSet<string> known)
    {
        foreach (var text in addresses ?? [])
        {
            if (string.IsNullOrWhiteSpace(text)) continue;
            var (address, problem) = EmailAddress.Read(text);
            if (address is null) return $"'{setting}' cannot be used: {problem}";
            if (known.Add(address.Address)) to.Add(address);
        }

        return null;
    }

    private static string? AddSubject(MailMessage message, string subject)
    {
        if (subject.Any(char.IsControl)) return "The subject must be one line without control characters.";
        message.SubjectEncoding = Encoding.UTF8;
        // What looks encoded would be decoded on the way, whatever it holds.
        message.Subject = subject.Replace("=?", "= ?", StringComparison.Ordinal);
        return null;
    }

    private static string? AddText(MailMessage message, SendEmailSettings settings)
    {
        var hasText = !string.IsNullOrWhiteSpace(settings.Body);
        var hasHtml = !string.IsNullOrWhiteSpace(settings.Html);
        if (!hasText && !hasHtml) return "The e-mail has no text: 'body' and 'html' are empty.";
        message.BodyEncoding = Encoding.UTF8;
        message.BodyTransferEncoding = TransferEncoding.Base64;
        message.IsBodyHtml = !hasText;
        message.Body = Lines(hasText ? settings.Body! : settings.Html!);
        if (!hasText || !hasHtml) return null;
        // The last form is the one that readers prefer.
        var html = AlternateView.CreateAlternateViewFromString(Lines(settings.Html!), Encoding.UTF8, MediaTypeNames.Text.Html);
        html.TransferEncoding = TransferEncoding.Base64;
        message.AlternateViews.Add(html);
        return null;
    }

    /// <summary>Mail has one kind of line ends.</summary>
    private static string Lines(string text) => text
        .Replace("\r\n", "\n", StringComparison.Ordinal)
        .Replace('\r', '\n')
        .Replace("\n", "\r\n", StringComparison.Ordinal);
}
