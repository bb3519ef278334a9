namespace Alforis.Workflows.Host.Actions.SendEmail;

/// <summary>E-mails cannot be sent as configured; the message is for the operator and has no password.</summary>
internal sealed class MailSettingsException(string message) : Exception(message);
