using System.Net.Mail;
using Alforis.Crm.Data.Actions.Formats;
using Alforis.Workflows.Host.Commands;

namespace Alforis.Workflows.Host.Actions.SendEmail;

/// <summary>Through which server e-mails go, and from whom. Immutable.</summary>
internal sealed record MailSettings
{
    /// <summary>Names the mail server. May hold a password: an option would show it to everybody on the machine.</summary>
    public const string ServerVariable = "ALFORIS_SMTP";

    /// <summary>Gives the sender when no option does.</summary>
    public const string FromVariable = "ALFORIS_MAIL_FROM";

    /// <summary>No server: <c>send_email</c> fails and says so.</summary>
    public static readonly MailSettings None = new();

    private MailSettings()
    {
    }

    /// <summary>The server; <see langword="null"/> for none.</summary>
    public SmtpServer? Server { get; private init; }

    /// <summary>The sender; there is one if there is a server.</summary>
    public MailAddress? From { get; private init; }

    /// <summary>E-mails go through that server.</summary>
    /// <param name="server">The server.</param>
    /// <param name="from">The sender.</param>
    public static MailSettings Through(SmtpServer server, MailAddress from) => new() { Server = server, From = from };

    /// <summary>The settings of a command line and its environment; an option goes before a variable.</summary>
    /// <exception cref="MailSettingsException">They contradict each other, or one cannot be read.</exception>
    public static MailSettings Read(MailAddress? from, CommandSurroundings surroundings)
    {
        from ??= ReadFrom(surroundings.Variable(FromVariable));
        if (surroundings.Variable(ServerVariable) is not { } text) return None;
        var (server, problem) = SmtpServer.Parse(text);
        if (server is null) throw new MailSettingsException($"{ServerVariable} cannot be used. {problem}");
        return from is not null
            ? Through(server, from)
            : throw new MailSettingsException(
                $"{ServerVariable} names a mail server, but e-mails have no sender. Set {FromVariable} to an address, such as 'Alforis <crm@alforis.example>', or give it with --mail-from.");
    }

    private static MailAddress? ReadFrom(string? text)
    {
        if (text is null) return null;
        var (address, problem) = EmailAddress.Read(text);
        return address ?? throw new MailSettingsException($"{FromVariable} cannot be the sender of e-mails: {problem}");
    }
}
