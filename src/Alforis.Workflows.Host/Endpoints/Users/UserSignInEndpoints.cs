using Alforis.Crm.Data.Accounts;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;
using Alforis.Workflows.Host.Endpoints.Auth;

namespace Alforis.Workflows.Host.Endpoints.Users;

/// <summary>How somebody else signs in: their password, codes and sessions.</summary>
internal static class UserSignInEndpoints
{
    private const string Id = "/{id:long:min(1)}";

    public static void MapUserSignIn(this RouteGroupBuilder users)
    {
        users.MapPost(Id + "/password", PasswordAsync).RequirePermission("users", "update").WithName("reset_password").WithSummary("Set somebody else's password. All of their sessions end, and a lock is lifted.")
            .Produces(204).ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        users.MapDelete(Id + "/totp", TotpAsync).RequirePermission("users", "update").WithName("reset_totp").WithSummary("Ask somebody else for no more one-time codes, because their device is lost.")
            .Produces(204).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        users.MapGet(Id + "/sessions", SessionsAsync).RequirePermission("users", "update").WithName("list_sessions").WithSummary("A user's sessions, the last used first.")
            .Produces<IReadOnlyList<SessionAnswer>>().ProducesProblem(401).ProducesProblem(403).ProducesProblem(404);
        users.MapDelete(Id + "/sessions", EndAllAsync).RequirePermission("users", "update").WithName("end_sessions").WithSummary("End all sessions of a user.")
            .Produces(204).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404);
        users.MapDelete(Id + "/sessions/{session:long:min(1)}", EndAsync).RequirePermission("users", "update").WithName("end_session").WithSummary("End one session of a user.")
            .Produces(204).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404);
    }

    private static async Task<IResult> PasswordAsync(long id, PasswordRequest request, HttpContext http, UserQuery users, PasswordChange change, Passwords passwords, CancellationToken ct)
    {
        if (await users.FindAsync(id, ct) is not { } user) return Problem.NotFound($"The user {id}");
        if (PasswordRules.Problem(request.Password, user.Email) is { } problem)
            return Problem.BadRequest(WeakPassword.At("/password", problem));
        return Answer(await change.ResetAsync(id, passwords.Hash(request.Password), http.Actor(), ct), id);
    }

    private static async Task<IResult> TotpAsync(long id, HttpContext http, TotpStore store, CancellationToken ct) => Answer(await store.ResetAsync(id, http.Actor(), ct), id);

    private static async Task<IResult> SessionsAsync(long id, HttpContext http, UserQuery users, SessionListQuery sessions, CancellationToken ct)
    {
        if (await users.FindAsync(id, ct) is null) return Problem.NotFound($"The user {id}");
        var current = http.SignedIn().SessionId;
        return Results.Json((await sessions.ListAsync(id, SessionAnswer.Most, ct)).Select(s => SessionAnswer.Of(s, current)).ToArray());
    }

    private static async Task<IResult> EndAllAsync(long id, HttpContext http, SessionEnding sessions, CancellationToken ct) =>
        Answer((await sessions.RevokeAsync(id, null, http.Actor(), ct)).Outcome, id);

    private static async Task<IResult> EndAsync(long id, long session, HttpContext http, SessionEnding sessions, CancellationToken ct) =>
        await sessions.RevokeAsync(id, session, http.Actor(), ct) switch
        {
            (AccountOutcome.Done, > 0) => Results.NoContent(),
            (AccountOutcome.RoleNotHeld, _) => UserOutcomes.Refusal(AccountOutcome.RoleNotHeld, id),
            _ => Problem.NotFound($"The session {session} of user {id}"),
        };

    private static IResult Answer(AccountOutcome outcome, long id) => outcome switch
    {
        AccountOutcome.Done => Results.NoContent(),
        AccountOutcome.Oneself => Problem.Conflict(ProblemCodes.OwnAccount, "Of one's own account, the password is asked for.", "Use POST /api/v1/auth/password, or POST /api/v1/auth/totp/disable."),
        _ => UserOutcomes.Refusal(outcome, id),
    };
}
