using Alforis.Crm.Data.Accounts;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;
using Alforis.Workflows.Host.Endpoints.Users;
using Alforis.Workflows.Host.Hardening;

namespace Alforis.Workflows.Host.Endpoints.Auth;

/// <summary><c>/api/v1/auth/me</c> and what else is one's own: the password and the sessions.</summary>
internal static class MeEndpoints
{
    public static void MapMe(this RouteGroupBuilder auth)
    {
        auth.MapGet("/me", MeAsync).RequireSignIn().WithName("me").WithSummary("Who one is, and what one may do.").Produces<MeAnswer>().ProducesProblem(401);
        auth.MapPatch("/me", ChangeAsync).RequireSignIn().WithName("change_me").WithSummary("Change one's name, language or time zone.")
            .Produces<MeAnswer>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(403);
        auth.MapPost("/password", PasswordAsync).RequireSignIn().AddEndpointFilter<ConfirmationLimiting>().WithName("change_password").WithSummary("Change one's password. All other sessions end.")
            .Produces(204).ProducesProblem(400).ProducesProblem(401).ProducesProblem(403);
        auth.MapGet("/sessions", SessionsAsync).RequireSignIn().WithName("list_own_sessions").WithSummary("One's sessions, the last used first.")
            .Produces<IReadOnlyList<SessionAnswer>>().ProducesProblem(401);
        auth.MapDelete("/sessions/{id:long:min(1)}", EndAsync).RequireSignIn().WithName("end_own_session").WithSummary("End one of one's sessions.")
            .Produces(204).ProducesProblem(401).ProducesProblem(404);
    }

    private static async Task<IResult> MeAsync(HttpContext http, UserQuery users, CancellationToken ct)
    {
        var user = http.SignedIn();
        if (await users.FindAsync(user.Id, ct) is not { } account) return Problem.NotFound("The account");
        return Results.Json(new MeAnswer(
            user.Id, account.Email, $"{account.FirstName} {account.LastName}".Trim(), account.FirstName, account.LastName, account.Language, account.TimeZone, user.Roles,
            [.. user.Permissions.Order(StringComparer.Ordinal)], account.HasTotp, user.SessionId));
    }

    private static async Task<IResult> ChangeAsync(MeRequest request, HttpContext http, UserChange users, UserQuery query, CancellationToken ct)
    {
        var patch = new UserPatch { FirstName = request.FirstName?.Trim(), LastName = request.LastName?.Trim(), Language = request.Language, TimeZone = request.TimeZone };
        await users.ApplyAsync(http.SignedIn().Id, patch, _ => true, http.Actor(), ct);
        return await MeAsync(http, query, ct);
    }

    private static async Task<IResult> PasswordAsync(
        OwnPasswordRequest request, HttpContext http, SignIn signIn, Passwords passwords, PasswordChange change, CancellationToken ct)
    {
        var user = http.SignedIn();
        if (PasswordRules.Problem(request.NewPassword, user.Email) is { } problem)
            return Problem.BadRequest(WeakPassword.At("/new_password", problem));
        if (await signIn.CheckAsync(user, request.CurrentPassword, http.Actor(), ct) is not { } proof) return WrongPassword(http, "/current_password");
        return await change.ChangeAsync(proof with { NewHash = null }, passwords.Hash(request.NewPassword), user.SessionId, http.Actor(), ct)
            ? Results.NoContent()
            : WrongPassword(http, "/current_password");
    }

    private static async Task<IResult> SessionsAsync(HttpContext http, SessionListQuery sessions, CancellationToken ct)
    {
        var user = http.SignedIn();
        return Results.Json((await sessions.ListAsync(user.Id, SessionAnswer.Most, ct)).Select(s => SessionAnswer.Of(s, user.SessionId)).ToArray());
    }

    private static async Task<IResult> EndAsync(long id, HttpContext http, SessionEnding sessions, CancellationToken ct) =>
        await sessions.EndAsync(http.SignedIn().Id, id, SessionEnd.Revoked, http.Actor(), ct) ? Results.NoContent() : Problem.NotFound($"The session {id}");

    /// <summary>The password that was to show who it is does not. Not 401: the session is as good as before.</summary>
    internal static IResult WrongPassword(HttpContext http, string pointer)
    {
        http.Features.Set(new RefusalWritten());
        return Problem.Of(
            StatusCodes.Status403Forbidden, ProblemCodes.WrongPassword, "The password is not right.", "Check it; after too many tries the account is locked for some minutes.",
            new ApiError { Code = "wrong_password", Pointer = pointer, Message = "The password is not right." });
    }
}
