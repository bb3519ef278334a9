using Alforis.Crm.Data.Accounts;
using Alforis.Workflows.Host.Api;

namespace Alforis.Workflows.Host.Endpoints.Users;

/// <summary>Says what became of a change of an account.</summary>
internal static class UserOutcomes
{
    /// <summary>The problem of an outcome other than <see cref="AccountOutcome.Done"/>.</summary>
    public static IResult Refusal(AccountOutcome outcome, long id, string? etag = null) => outcome switch
    {
        AccountOutcome.EmailTaken => Problem.Conflict(ProblemCodes.EmailTaken, "The address is taken.", "Another account has it, in whatever case, also when it is disabled."),
        AccountOutcome.RoleNotHeld => Problem.Of(
            StatusCodes.Status403Forbidden, ProblemCodes.RoleNotHeld, "This is not allowed.", "Nobody gives a role that they do not have, or changes an account that has one; an administrator may."),
        AccountOutcome.LastAdministrator => Problem.Conflict(ProblemCodes.LastAdministrator, "Nobody could administrate any more.", "This is the last active administrator: give somebody else the role 'admin' first."),
        AccountOutcome.Oneself => Problem.Conflict(ProblemCodes.OwnAccountDisabled, "Nobody disables their own account.", "Have another administrator do it."),
        AccountOutcome.ChangedMeanwhile => Problem.ChangedMeanwhile(etag ?? "another one"),
        _ => Problem.NotFound($"The user {id}"),
    };
}
