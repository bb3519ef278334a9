using System.Globalization;
using System.Net.Mail;
using Alforis.Crm.Data.Printing;

namespace Alforis.Workflows.Host.Actions.SendEmail;

/// <summary>What a mail server answered, for people.</summary>
internal static class SmtpAnswer
{
    private const int Longest = 500;

    /// <summary>Where the exception's own words end and the server's begin.</summary>
    private const string Marker = "The server response was: ";

    /// <summary>Code and text, such as <c>550 5.1.1 No such user.</c>, on one line.</summary>
    public static string Of(SmtpException answer)
    {
        var start = answer.Message.IndexOf(Marker, StringComparison.Ordinal);
        var text = start < 0 ? answer.Message : answer.Message[(start + Marker.Length)..];
        return string.Create(CultureInfo.InvariantCulture, $"{(int)answer.StatusCode} {CutText.ToFit(VisibleText.Line(text.Trim().TrimEnd('.')), Longest)}.");
    }
}
