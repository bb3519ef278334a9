using System.Text.Json.Nodes;
using Alforis.Crm.Data.Actions.SendEmail;
using Alforis.Crm.Data.Json;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Steps;
using Alforis.Crm.Data.Vocabulary;

namespace Alforis.Workflows.Host.Actions.SendEmail;

/// <summary>Sends an e-mail.</summary>
/// <param name="mail">From whom.</param>
/// <param name="sender">Delivers it; <see langword="null"/> where nobody has said how.</param>
internal sealed class SendEmailAction(MailSettings mail, IEmailSender? sender) : IOutsideAction
{
    /// <inheritdoc/>
    public string Name => ActionNames.SendEmail;

    /// <inheritdoc/>
    public int Concurrency => 4;

    /// <inheritdoc/>
    public async ValueTask<StepResult> RunAsync(StepCall call, CancellationToken cancellationToken)
    {
        if (sender is null || mail.From is null)
            return StepResult.Permanent(
                FailureCode.MailNotSetUp, $"The e-mail was not sent, because the service has no mail server. Set {MailSettings.ServerVariable} (such as smtp://mail.example:25) and {MailSettings.FromVariable}, and start it again.");
        var (settings, problem) = SettingsJson.Read<SendEmailSettings>(call.Settings);
        if (settings is null) return StepResult.Permanent(FailureCode.ValueRefused, problem ?? "The e-mail has no settings.");
        var (message, wrong) = EmailMessage.Make(settings, mail.From, call.IdempotencyKey);
        if (message is null) return StepResult.Permanent(FailureCode.ValueRefused, wrong!);
        using (message)
        {
            var result = await sender.SendAsync(message, call.IdempotencyKey, cancellationToken);
            if (!result.Succeeded) return result;
            var details = new JsonObject { ["message_id"] = message.Headers[EmailMessage.IdHeader] };
            foreach (var (name, value) in result.Details ?? []) details[name] = value?.DeepClone();
            return StepResult.Success(details);
        }
    }
}
