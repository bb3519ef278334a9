using Alforis.Crm.Data.Accounts;
using Alforis.Workflows.Host.Api;

namespace Alforis.Workflows.Host.Endpoints.Users;

/// <summary>What is answered when a new password is none that is taken.</summary>
internal static class WeakPassword
{
    public static ApiError At(string pointer, string problem) => new()
    {
        Code = "weak_password",
        Pointer = pointer,
        Message = problem,
        Arguments = Problem.Arguments(("min", FormattableString.Invariant($"{PasswordRules.Least}")), ("max", FormattableString.Invariant($"{PasswordRules.Most}"))),
    };
}
