namespace Alforis.Workflows.Host.Api;

/// <summary>What went wrong with a request as a whole, for programs: <c>code</c> of an answer. A code keeps its meaning for good; the client has a text for each in every language.</summary>
internal static class ProblemCodes
{
    public const string InvalidRequest = "invalid_request";
    public const string InvalidDefinition = "invalid_definition";
    public const string NotActivated = "not_activated";
    public const string NothingImported = "nothing_imported";
    public const string CannotRun = "cannot_run";
    public const string InvalidTemplate = "invalid_template";

    public const string NotSignedIn = "not_signed_in";
    public const string WrongCredentials = "wrong_credentials";
    public const string WrongPassword = "wrong_password";
    public const string TotpRequired = "totp_required";
    public const string TotpInvalid = "totp_invalid";
    public const string RefreshInvalid = "refresh_invalid";

    public const string Forbidden = "forbidden";
    public const string ForbiddenToAll = "forbidden_to_all";
    public const string RunForbidden = "run_forbidden";
    public const string RetryForbidden = "retry_forbidden";
    public const string RoleNotHeld = "role_not_held";
    public const string CsrfInvalid = "csrf_invalid";
    public const string CrossOrigin = "cross_origin";

    public const string NotFound = "not_found";
    public const string NoAddress = "no_address";
    public const string MethodNotAllowed = "method_not_allowed";
    public const string WrongHost = "wrong_host";

    public const string NameTaken = "name_taken";
    public const string EmailTaken = "email_taken";
    public const string TargetTaken = "target_taken";
    public const string HookTaken = "hook_taken";
    public const string TemplateTaken = "template_taken";
    public const string Needed = "needed";
    public const string TargetNeeded = "target_needed";
    public const string TemplateNeeded = "template_needed";
    public const string TargetOff = "target_off";
    public const string TooManySecrets = "too_many_secrets";
    public const string Subscription = "subscription";
    public const string TemplateNotRun = "template_not_run";
    public const string KeyUsed = "key_used";
    public const string EventWaiting = "event_waiting";
    public const string EventHandled = "event_handled";
    public const string EventLost = "event_lost";
    public const string NotFailed = "not_failed";
    public const string EventGone = "event_gone";
    public const string WorkflowGone = "workflow_gone";
    public const string Waiting = "waiting";
    public const string Finished = "finished";
    public const string NotBegun = "not_begun";
    public const string TotpUnavailable = "totp_unavailable";
    public const string TotpEnabled = "totp_enabled";
    public const string TotpNotBegun = "totp_not_begun";
    public const string OwnAccount = "own_account";
    public const string OwnAccountDisabled = "own_account_disabled";
    public const string LastAdministrator = "last_administrator";

    public const string ChangedMeanwhile = "changed_meanwhile";
    public const string TooLarge = "too_large";
    public const string NotJson = "not_json";
    public const string Unreadable = "unreadable";
    public const string TooManyRequests = "too_many_requests";
    public const string Failed = "failed";
    public const string DatabaseAway = "database_away";
    public const string SecretsAway = "secrets_away";
    public const string TookTooLong = "took_too_long";
}
