using System.Net;

namespace Alforis.Workflows.Host.Actions.SendEmail;

/// <summary>The mail server that takes what is sent. Immutable; its text has no login.</summary>
internal sealed record SmtpServer
{
    private const string Plain = "smtp";
    private const string WithStartTls = "smtp+starttls";
    private const string WithTls = "smtps";
    private const int PlainPort = 25;
    private const int SubmissionPort = 587;

    /// <summary>Where servers expect TLS from the first byte on.</summary>
    private const int ImplicitTlsPort = 465;

    /// <summary>A name or an IP address.</summary>
    public required string Host { get; init; }

    /// <summary>The TCP port.</summary>
    public required int Port { get; init; }

    /// <summary>Whether the conversation must be made secure with STARTTLS before anything is sent.</summary>
    public bool UsesStartTls { get; init; }

    /// <summary>Whether the conversation is secure from the first byte on.</summary>
    public bool UsesTls { get; init; }

    /// <summary>The login; <see langword="null"/> for none.</summary>
    public NetworkCredential? Login { get; init; }

    /// <summary>Reads <c>smtp://user:password@host:port</c> or <c>smtp+starttls://…</c> or <c>smtps://…</c>.</summary>
    /// <param name="text">The address as an operator writes it.</param>
    /// <returns>The server, or what is wrong with the address, in words that do not repeat it: it may hold a password.</returns>
    public static (SmtpServer? Server, string? Problem) Parse(string text)
    {
        const string shape = "It looks like smtp://mail.example:25 or, with STARTTLS and a login, smtp+starttls://user:password@mail.example:587, or smtps://… with TLS from the first byte on; "
            + "in the user and the password, characters other than letters, digits and -._~ are written as %40 and the like.";
        const string tls = "On port 465 servers expect TLS from the first byte on: write smtps://mail.example:465, or take the port where the server offers STARTTLS.";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || uri.Scheme is not (Plain or WithStartTls or WithTls)
            || uri.IdnHost.Length == 0 || uri.Port == 0
            || uri.AbsolutePath is not ("" or "/") || uri.Query.Length > 0 || uri.Fragment.Length > 0)
            return (null, "It cannot be read as the address of a mail server. " + shape);
        if (uri.Port == ImplicitTlsPort && uri.Scheme != WithTls) return (null, tls);
        var (login, good) = ReadLogin(uri.UserInfo);
        if (!good) return (null, "A login has a user and a password. " + shape);
        var port = uri switch
        {
            { Port: >= 0 } => uri.Port,
            { Scheme: WithTls } => ImplicitTlsPort,
            { Scheme: WithStartTls } => SubmissionPort,
            _ => PlainPort,
        };
        return (new() { Host = uri.IdnHost, Port = port, UsesStartTls = uri.Scheme == WithStartTls, UsesTls = uri.Scheme == WithTls, Login = login }, null);
    }

    /// <inheritdoc/>
    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    private static (NetworkCredential? Login, bool Good) ReadLogin(string userInfo)
    {
        if (userInfo.Length == 0) return (null, true);
        var parts = userInfo.Split(':');
        if (parts.Length != 2 || parts[0].Length == 0 || parts[1].Length == 0) return (null, false);
        return (new(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts[1])), true);
    }
}
