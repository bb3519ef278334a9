using System.Net;
using System.Net.Mail;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Alforis.Crm.Data.Steps;
using Alforis.Workflows.Host.Actions.SendEmail;

namespace Alforis.Workflows.Host.Tests.Actions.SendEmail;

/// <summary>The action as the service registers it, to a server on this machine.</summary>
internal static class Emails
{
    public static readonly MailAddress From = new("crm@alforis.example", "Équipe Alforis");

    public static SendEmailAction Through(
        int port, bool startTls = false, NetworkCredential? login = null, TimeSpan? timeout = null, string host = "127.0.0.1", TimeProvider? clock = null,
        X509ChainPolicy? tls = null)
    {
        var server = new SmtpServer { Host = host, Port = port, UsesStartTls = startTls, UsesTls = tls is not null, Login = login };
        return new(MailSettings.Through(server, From), new SmtpEmailSender(server, timeout ?? SmtpEmailSender.DefaultTimeout, clock ?? TimeProvider.System, tls));
    }

    public static Task<StepResult> SendAsync(this SendEmailAction action, object settings, CancellationToken? cancellationToken = null) =>
        action.RunAsync(Steps.Call("send_email", JsonSerializer.Serialize(settings)), cancellationToken ?? TestContext.Current.CancellationToken).AsTask();

    /// <summary>A short message to one or several.</summary>
    public static Task<StepResult> SendToAsync(this SendEmailAction action, params string[] to) =>
        action.SendAsync(new { to, subject = "Essai", body = "Bonjour" });
}
