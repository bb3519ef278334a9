using System.Net.Mail;
using Alforis.Crm.Data.Steps;

namespace Alforis.Workflows.Host.Actions.SendEmail;

/// <summary>Hands messages to whoever delivers them. Thread-safe.</summary>
internal interface IEmailSender
{
    /// <summary>Hands over one message, once.</summary>
    /// <param name="message">The message; stays the caller's.</param>
    /// <param name="idempotencyKey">The same for every attempt to send it.</param>
    /// <param name="cancellationToken">Ends the attempt; the message may have been taken already.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    ValueTask<StepResult> SendAsync(MailMessage message, Guid idempotencyKey, CancellationToken cancellationToken);
}
