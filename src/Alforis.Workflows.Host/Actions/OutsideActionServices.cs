using Alforis.Crm.Data.Steps;
using Alforis.Workflows.Host.Actions.CallWebhook;
using Alforis.Workflows.Host.Actions.CallWebhook.Guarding;
using Alforis.Workflows.Host.Actions.CallWebhook.Targets;
using Alforis.Workflows.Host.Actions.SendEmail;
using Alforis.Workflows.Host.Hooks;
using Npgsql;

namespace Alforis.Workflows.Host.Actions;

/// <summary>Registers the actions that reach outside the database.</summary>
internal static class OutsideActionServices
{
    /// <summary>Adds each as an <see cref="IOutsideAction"/>. A <see cref="TimeProvider"/> must be registered by the caller.</summary>
    /// <param name="services">The services.</param>
    /// <param name="mail">How e-mails are sent.</param>
    /// <param name="calls">Which servers webhooks may call.</param>
    /// <param name="keys">What the secrets of webhook targets are encrypted with.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddOutsideActions(this IServiceCollection services, MailSettings mail, CallSettings calls, KeyRing keys) => services
        .AddSingleton<IOutsideAction>(provider => new SendEmailAction(mail, Sender(mail, provider.GetRequiredService<TimeProvider>())))
        .AddSingleton<IOutsideAction>(provider => new CallWebhookAction(
            calls, new TargetDirectory(provider.GetRequiredService<NpgsqlDataSource>(), keys), CallWebhookAction.DefaultTimeout, provider.GetRequiredService<TimeProvider>()));

    private static IEmailSender? Sender(MailSettings mail, TimeProvider clock) => mail switch
    {
        { PickupDirectory: { } directory } => new PickupEmailSender(directory),
        { Server: { } server } => new SmtpEmailSender(server, SmtpEmailSender.DefaultTimeout, clock),
        _ => null,
    };
}
