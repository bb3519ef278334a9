using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json.Nodes;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Steps;

namespace Alforis.Workflows.Host.Actions.SendEmail;

/// <summary>Says why a mail server did not take a message, and whether it may later.</summary>
internal static class SmtpFailure
{
    private const int AuthenticationRequired = 530;
    private const int AuthenticationFailed = 535;

    /// <summary>The result of a conversation that ended in an exception.</summary>
    /// <param name="failure">The exception.</param>
    /// <param name="message">What was to be sent.</param>
    /// <param name="server">To whom.</param>
    public static StepResult Explain(Exception failure, MailMessage message, SmtpServer server)
    {
        var answer = failure as SmtpException;
        var refused = Refused(answer);
        if (refused.Length > 0) return OfRecipients(refused, message, server);
        return (int?)answer?.StatusCode switch
        {
            >= 500 and < 600 => StepResult.Permanent(FailureCode.MailRefused, $"The mail server {server} refused the e-mail: {SmtpAnswer.Of(answer)}{Advice(answer, server)}"),
            >= 400 and < 500 => StepResult.Transient(FailureCode.MailBusy, $"The mail server {server} does not take the e-mail now: {SmtpAnswer.Of(answer)}"),
            _ => StepResult.Transient(FailureCode.MailUnreachable, OfConversation(failure, server)),
        };
    }

    private static StepResult OfRecipients(SmtpFailedRecipientException[] refused, MailMessage message, SmtpServer server)
    {
        var addresses = refused.Select(Address).ToList();
        var accepted = message.To.Concat(message.CC).Concat(message.Bcc).Select(a => a.Address)
            .Where(a => !addresses.Contains(a, StringComparer.OrdinalIgnoreCase)).ToList();
        var reasons = string.Join(" ", refused.Select(r => $"{Address(r)}: {SmtpAnswer.Of(r)}"));
        var details = new JsonObject
        {
            ["accepted"] = new JsonArray([.. accepted.Select(a => JsonValue.Create(a))]),
            ["refused"] = new JsonArray([.. addresses.Select(a => JsonValue.Create(a))]),
        };
        // The server has sent it to the others already: trying again would send it to them twice.
        if (accepted.Count > 0)
            return StepResult.Permanent(
                FailureCode.MailPartlySent, $"The e-mail was sent to {string.Join(", ", accepted)}, but the mail server {server} refused {Count(refused)}: {reasons} It is not tried again, for the others would get it twice.",
                details);
        var error = $"The mail server {server} refused {Count(refused)}: {reasons}";
        return refused.All(r => (int)r.StatusCode >= 500) ? StepResult.Permanent(FailureCode.MailRecipientRefused, error, details) : StepResult.Transient(FailureCode.MailRecipientRefused, error, details: details);
    }

    private static string Count(SmtpFailedRecipientException[] refused) => refused.Length == 1 ? "a recipient" : $"{refused.Length} recipients";

    /// <summary>Of several the first says nothing of the others.</summary>
    private static SmtpFailedRecipientException[] Refused(SmtpException? answer) => answer switch
    {
        SmtpFailedRecipientsException several => several.InnerExceptions,
        SmtpFailedRecipientException one => [one],
        _ => [],
    };

    private static string Address(SmtpFailedRecipientException refused) => (refused.FailedRecipient ?? "").Trim('<', '>');

    /// <summary>The client goes on without a login that it cannot make, so that only this answer tells of it.</summary>
    private static string Advice(SmtpException answer, SmtpServer server)
    {
        if ((int)answer.StatusCode is not (AuthenticationRequired or AuthenticationFailed)) return "";
        return server.Login is null
            ? $" Give {MailSettings.ServerVariable} a user and a password."
            : $" Check the user and the password in {MailSettings.ServerVariable}; the server must offer AUTH LOGIN.";
    }

    private static string OfConversation(Exception failure, SmtpServer server) => failure.GetBaseException() switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData } => $"There is no mail server {server.Host}, or its name cannot be looked up now.",
        SocketException e => $"The mail server {server} cannot be reached: {Sentence(e.Message)}",
        AuthenticationException e => $"The conversation with the mail server {server} cannot be made secure: {Sentence(e.Message)}",
        SmtpException when server.UsesStartTls => $"The conversation with the mail server {server} cannot be made secure: it does not offer STARTTLS.",
        var e => $"The conversation with the mail server {server} broke off: {Sentence(e.Message)}",
    };

    private static string Sentence(string text) => text.TrimEnd().TrimEnd('.') + ".";
}
