using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Steps;

namespace Alforis.Workflows.Host.Actions.SendEmail;

/// <summary>Sends through a mail server, each message in a conversation of its own. Thread-safe.</summary>
/// <param name="server">The server.</param>
/// <param name="timeout">The longest that a conversation may last.</param>
/// <param name="clock">Measures it.</param>
/// <param name="trust">Whom the certificate of a server with TLS from the first byte on must come from; <see langword="null"/> for those whom this machine trusts.</param>
internal sealed class SmtpEmailSender(SmtpServer server, TimeSpan timeout, TimeProvider clock, X509ChainPolicy? trust = null) : IEmailSender
{
    /// <summary>How long a conversation may last when nobody says so.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public async ValueTask<StepResult> SendAsync(MailMessage message, Guid idempotencyKey, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await using var tunnel = server.UsesTls ? await TlsTunnel.OpenAsync(server, trust, end.Token) : null;
            await SendAsync(message, tunnel, end.Token);
            return StepResult.Success();
        }
        catch (Exception) when (end.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return StepResult.Transient(
                FailureCode.MailTimeout, $"The mail server {server} did not take the e-mail within {timeout.TotalSeconds:0.###} s. It may have been sent all the same.");
        }
        catch (Exception e) when (e is SmtpException or IOException or AuthenticationException or SocketException)
        {
            return SmtpFailure.Explain(e, message, server);
        }
    }

    private async Task SendAsync(MailMessage message, TlsTunnel? tunnel, CancellationToken end)
    {
        var client = new SmtpClient(tunnel is null ? server.Host : "127.0.0.1", tunnel?.Port ?? server.Port)
        {
            EnableSsl = server.UsesStartTls,
            UseDefaultCredentials = false,
            Credentials = server.Login,
        };
        // The client waits for the last answer, the one to the message itself, without minding the token: only closing ends that.
        await using var closing = end.Register(() => Close(client));
        try
        {
            await client.SendMailAsync(message, end);
        }
        finally
        {
            Close(client);
        }
    }

    /// <summary>
    /// Says goodbye, if there still is somebody to say it to. Whether that works changes nothing about the message, and closing in the
    /// middle of sending must not throw where a timer's exception would end the process.
    /// </summary>
    private static void Close(SmtpClient client)
    {
        try
        {
            client.Dispose();
        }
        catch (Exception e) when (e is SmtpException or IOException or InvalidOperationException or SocketException)
        {
            // It is closed.
        }
    }
}
