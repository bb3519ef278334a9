using Alforis.Crm.Data.Accounts;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;
using Alforis.Workflows.Host.Hardening;
using Microsoft.AspNetCore.Antiforgery;

namespace Alforis.Workflows.Host.Endpoints.Auth;

/// <summary><c>/api/v1/auth</c>: sign in, stay signed in, sign out.</summary>
internal static class AuthEndpoints
{
    public static void MapAuth(this RouteGroupBuilder api)
    {
        var auth = api.MapGroup("/auth").WithTags("auth");
        auth.MapPost("/login", LoginAsync).AllowAnonymous().AddEndpointFilter<LoginLimiting>().WithName("login").WithSummary("Sign in with e-mail and password.")
            .WithDescription("Programs get a pair of tokens; with `cookie`, a browser gets a cookie (204). Ten wrong passwords in a row lock an account for 15 minutes; the answer is the same then. When a one-time code is asked for, the answer is 401 with the error `totp_required`: send everything again with `totp`.")
            .Produces<LoginAnswer>().Produces(204).ProducesProblem(400).ProducesProblem(401);
        auth.MapPost("/refresh", RefreshAsync).AllowAnonymous().WithName("refresh").WithSummary("Exchange a refresh token for the next pair of tokens.")
            .WithDescription("A refresh token is good once. One that is sent a second time is in two hands: the whole session ends then.")
            .Produces<LoginAnswer>().ProducesProblem(400).ProducesProblem(401);
        auth.MapPost("/logout", LogoutAsync).RequireSignIn().WithName("logout").WithSummary("End this session.").Produces(204).ProducesProblem(401);
        auth.MapPost("/logout_all", LogoutAllAsync).RequireSignIn().WithName("logout_all").WithSummary("End all of one's sessions, this one included.").Produces(204).ProducesProblem(401);
        auth.MapGet("/csrf", Csrf).RequireSignIn().WithName("csrf").WithSummary("The value of the header X-CSRF-Token, which changes need from who is signed in with a cookie.")
            .Produces<CsrfAnswer>().ProducesProblem(401);
        auth.MapMe();
        auth.MapTotp();
    }

    private static async Task<IResult> LoginAsync(LoginRequest request, HttpContext http, SignIn signIn, SessionCreation sessions, CancellationToken ct)
    {
        var caller = http.Caller();
        var (verdict, proof) = await signIn.CheckAsync(request.Email, request.Password, request.Totp, caller, ct);
        if (proof is null) return Refusal(verdict);
        var kind = request.Cookie ? SessionKind.Cookie : SessionKind.Bearer;
        var session = new NewSession(proof, kind, http.Request.Headers.UserAgent.ToString());
        if (await sessions.CreateAsync(session, caller with { UserId = proof.UserId, Name = request.Email }, ct) is not { } tokens)
            return Refusal((await signIn.RefuseAsync(proof, request.Email, caller)).Verdict);
        if (kind == SessionKind.Bearer) return Answer(tokens);
        SessionCookie.Write(http, tokens.AccessToken);
        return Results.NoContent();
    }

    private static async Task<IResult> RefreshAsync(RefreshRequest request, HttpContext http, SessionRefresh sessions, CancellationToken ct) =>
        await sessions.RefreshAsync(request.RefreshToken, http.Caller(), ct) is { } tokens
            ? Answer(tokens)
            : Problem.Of(StatusCodes.Status401Unauthorized, ProblemCodes.RefreshInvalid, "The refresh token is not good.", "It is unknown, expired or was used before, or its session has ended. Sign in again.");

    private static async Task<IResult> LogoutAsync(HttpContext http, SessionEnding sessions, CancellationToken ct)
    {
        var user = http.SignedIn();
        await sessions.EndAsync(user.Id, user.SessionId, SessionEnd.SignOut, http.Actor(), ct);
        if (user.Kind == SessionKind.Cookie) SessionCookie.Remove(http);
        return Results.NoContent();
    }

    private static async Task<IResult> LogoutAllAsync(HttpContext http, SessionEnding sessions, CancellationToken ct)
    {
        var user = http.SignedIn();
        await sessions.EndAllAsync(user.Id, SessionEnd.SignOut, http.Actor(), ct);
        if (user.Kind == SessionKind.Cookie) SessionCookie.Remove(http);
        return Results.NoContent();
    }

    private static IResult Csrf(HttpContext http, IAntiforgery antiforgery) => Results.Json(new CsrfAnswer(antiforgery.GetAndStoreTokens(http).RequestToken!));

    private static IResult Answer(SessionTokens tokens) =>
        Results.Json(new LoginAnswer(tokens.AccessToken, tokens.RefreshToken!, "bearer", (int)SessionLife.Access.TotalSeconds));

    private static IResult Refusal(SignInVerdict verdict) => verdict switch
    {
        SignInVerdict.CodeWanted => Problem.Of(
            StatusCodes.Status401Unauthorized, ProblemCodes.TotpRequired, "A one-time code is asked for, too.", "Send everything again, with the code in 'totp'.",
            new ApiError { Code = "totp_required", Pointer = "/totp", Message = "The account asks for a one-time code, or a recovery code." }),
        SignInVerdict.CodeWrong => Problem.Of(
            StatusCodes.Status401Unauthorized, ProblemCodes.TotpInvalid, "The code is not good.", "It is wrong, too old, or was used before. Wait for the next one, and check the clock of the device.",
            new ApiError { Code = "totp_invalid", Pointer = "/totp", Message = "The code is not good." }),
        _ => Problem.Of(
            StatusCodes.Status401Unauthorized, ProblemCodes.WrongCredentials, "E-mail and password do not belong together.", "Check both; the account may also be disabled, or locked for some minutes after too many tries."),
    };
}
