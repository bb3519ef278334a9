using System.Collections.Immutable;

namespace Alforis.Crm.Data.Executions;

/// <summary>Why an action was not done, as programs tell it; a code keeps its meaning for good. The sentence beside it is for people, and may change.</summary>
public static class FailureCode
{
    /// <summary>The organisation or deal that it is about was deleted.</summary>
    public const string EntityGone = "entity_gone";

    /// <summary>A user is missing or disabled, or nobody who is active has the role.</summary>
    public const string UserUnavailable = "user_unavailable";

    /// <summary>A setting, filled in, has a value that cannot be used, or that the database refuses.</summary>
    public const string ValueRefused = "value_refused";

    /// <summary>The service has no mail server.</summary>
    public const string MailNotSetUp = "mail_not_set_up";

    /// <summary>The mail server refused a recipient.</summary>
    public const string MailRecipientRefused = "mail_recipient_refused";

    /// <summary>The mail server refused some recipients and sent it to the others, who would get it twice.</summary>
    public const string MailPartlySent = "mail_partly_sent";

    /// <summary>The mail server refused the e-mail, or whoever sends it.</summary>
    public const string MailRefused = "mail_refused";

    /// <summary>The mail server does not take the e-mail now.</summary>
    public const string MailBusy = "mail_busy";

    /// <summary>The mail server cannot be reached, or the conversation broke off.</summary>
    public const string MailUnreachable = "mail_unreachable";

    /// <summary>The mail server did not answer in time; the e-mail may have been sent.</summary>
    public const string MailTimeout = "mail_timeout";

    /// <summary>The receiver refused the call, for good.</summary>
    public const string WebhookRefused = "webhook_refused";

    /// <summary>The receiver has trouble of its own, or asks for patience.</summary>
    public const string WebhookFailing = "webhook_failing";

    /// <summary>The receiver is at another address; redirects are not followed.</summary>
    public const string WebhookRedirected = "webhook_redirected";

    /// <summary>There is no server of the receiver's name.</summary>
    public const string WebhookNameUnknown = "webhook_name_unknown";

    /// <summary>The receiver offers no connection that is secure.</summary>
    public const string WebhookInsecure = "webhook_insecure";

    /// <summary>There is no connection to the receiver, or it broke off.</summary>
    public const string WebhookUnreachable = "webhook_unreachable";

    /// <summary>The receiver did not answer in time.</summary>
    public const string WebhookTimeout = "webhook_timeout";

    /// <summary>The address is one that may not be called.</summary>
    public const string WebhookForbidden = "webhook_forbidden";

    /// <summary>There is no webhook target of the name.</summary>
    public const string TargetMissing = "target_missing";

    /// <summary>The webhook target is switched off.</summary>
    public const string TargetOff = "target_off";

    /// <summary>The webhook target could not be read: the database does not answer, or its secrets cannot be opened.</summary>
    public const string TargetUnreadable = "target_unreadable";

    /// <summary>The host that did it has not answered, or was stopped.</summary>
    public const string HostLost = "host_lost";

    /// <summary>The workflow was deleted.</summary>
    public const string WorkflowDeleted = "workflow_deleted";

    /// <summary>Somebody cancelled the execution.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The version of the workflow cannot run here any more.</summary>
    public const string WorkflowUnusable = "workflow_unusable";

    /// <summary>Something went wrong that nobody foresaw.</summary>
    public const string Internal = "internal";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        EntityGone, UserUnavailable, ValueRefused,
        MailNotSetUp, MailRecipientRefused, MailPartlySent, MailRefused, MailBusy, MailUnreachable, MailTimeout,
        WebhookRefused, WebhookFailing, WebhookRedirected, WebhookNameUnknown, WebhookInsecure, WebhookUnreachable, WebhookTimeout, WebhookForbidden,
        TargetMissing, TargetOff, TargetUnreadable,
        HostLost, WorkflowDeleted, Cancelled, WorkflowUnusable, Internal,
    ];
}
