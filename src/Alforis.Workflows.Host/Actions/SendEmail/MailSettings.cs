using System.Net.Mail;
using Alforis.Crm.Data.Actions.Formats;
using Alforis.Workflows.Host.Commands;
using Alforis.Workflows.Host.Database;

namespace Alforis.Workflows.Host.Actions.SendEmail;

/// <summary>Through which server e-mails go, or into which directory, and from whom. Immutable.</summary>
internal sealed record MailSettings
{
    /// <summary>Names the mail server. May hold a password: an option would show it to everybody on the machine.</summary>
    public const string ServerVariable = "ALFORIS_SMTP";

    /// <summary>Gives the sender when no option does.</summary>
    public const string FromVariable = "ALFORIS_MAIL_FROM";

    /// <summary>Names the directory that e-mails are written to instead of being sent, when no option does.</summary>
    public const string PickupVariable = "ALFORIS_MAIL_PICKUP";

    /// <summary>Where e-mails are written with the embedded database when nobody says how to send them, in its data directory.</summary>
    private const string EmbeddedDirectory = "mail";

    /// <summary>Neither server nor directory: <c>send_email</c> fails and says so.</summary>
    public static readonly MailSettings None = new();

    /// <summary>Who writes e-mails that are not sent anyway.</summary>
    private static readonly MailAddress PickupFrom = new("crm@alforis.example", "Alforis");

    private MailSettings()
    {
    }

    /// <summary>The server; <see langword="null"/> for none.</summary>
    public SmtpServer? Server { get; private init; }

    /// <summary>The full path that e-mails are written to instead of being sent; <see langword="null"/> when they are sent.</summary>
    public string? PickupDirectory { get; private init; }

    /// <summary>The sender; there is one if there is a server or a directory.</summary>
    public MailAddress? From { get; private init; }

    /// <summary>E-mails go through that server.</summary>
    /// <param name="server">The server.</param>
    /// <param name="from">The sender.</param>
    public static MailSettings Through(SmtpServer server, MailAddress from) => new() { Server = server, From = from };

    /// <summary>E-mails are written into that directory.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="from">The sender; <see langword="null"/> for one that does not exist.</param>
    public static MailSettings Into(string directory, MailAddress? from = null) => new() { PickupDirectory = Path.GetFullPath(directory), From = from ?? PickupFrom };

    /// <summary>The settings of a command line and its environment; an option goes before a variable.</summary>
    /// <exception cref="MailSettingsException">They contradict each other, or one cannot be read.</exception>
    public static MailSettings Read(MailAddress? from, string? pickup, DatabaseSettings database, CommandSurroundings surroundings)
    {
        from ??= ReadFrom(surroundings.Variable(FromVariable));
        // Whoever types the option wants nothing to be sent, whatever the environment says.
        if (pickup is not null) return Into(pickup, from);
        if (surroundings.Variable(ServerVariable) is not { } text)
            return PickupWithoutServer(database, surroundings) is { } directory ? Into(directory, from) : None;
        if (surroundings.Variable(PickupVariable) is not null)
            throw new MailSettingsException(
                $"{ServerVariable} says that e-mails are sent, and {PickupVariable} that they are written to files. Unset one of them.");
        var (server, problem) = SmtpServer.Parse(text);
        if (server is null) throw new MailSettingsException($"{ServerVariable} cannot be used. {problem}");
        return from is not null
            ? Through(server, from)
            : throw new MailSettingsException(
                $"{ServerVariable} names a mail server, but e-mails have no sender. Set {FromVariable} to an address, such as 'Alforis <crm@alforis.example>', or give it with --mail-from.");
    }

    /// <summary>Where a service that has no server and no option writes e-mails; <see langword="null"/> where it cannot do anything with them.</summary>
    public static string? PickupWithoutServer(DatabaseSettings database, CommandSurroundings surroundings) =>
        surroundings.Variable(PickupVariable) ?? (database.ConnectionString is null ? Path.Combine(database.DataDirectory, EmbeddedDirectory) : null);

    private static MailAddress? ReadFrom(string? text)
    {
        if (text is null) return null;
        var (address, problem) = EmailAddress.Read(text);
        return address ?? throw new MailSettingsException($"{FromVariable} cannot be the sender of e-mails: {problem}");
    }
}
