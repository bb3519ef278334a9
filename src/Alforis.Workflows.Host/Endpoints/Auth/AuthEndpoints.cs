using System.ComponentModel.DataAnnotations;
using Alforis.Crm.Data.Accounts;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;
using Alforis.Workflows.Host.Hardening;

namespace Alforis.Workflows.Host.Endpoints.Auth;

/// <summary><c>/api/v1/auth</c>: sign in, and who one is.</summary>
internal static class AuthEndpoints
{
    private static readonly TimeSpan AccessLifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan SessionLifetime = TimeSpan.FromDays(30);

    public static void MapAuth(this RouteGroupBuilder api)
    {
        var auth = api.MapGroup("/auth").WithTags("auth");
        auth.MapPost("/login", LoginAsync).AllowAnonymous().AddEndpointFilter<LoginLimiting>().WithName("login").WithSummary("Sign in with e-mail and password.").Produces<LoginAnswer>().ProducesProblem(401);
        auth.MapGet("/me", Me).RequireSignIn().WithName("me").WithSummary("Who one is, and what one may do.").Produces<MeAnswer>();
    }

    private static async Task<IResult> LoginAsync(LoginRequest request, HttpContext http, SignIn signIn, SessionCreation sessions, CancellationToken ct)
    {
        if (await signIn.CheckAsync(request.Email, request.Password, ct) is not { } user)
            return Problem.Of(StatusCodes.Status401Unauthorized, "E-mail and password do not belong together.", "Check both; the account may also be disabled.");
        var tokens = await sessions.CreateAsync(
            new NewSession(user, SessionKind.Bearer, SessionLifetime, AccessLifetime, http.Request.Headers.UserAgent.ToString(), http.Connection.RemoteIpAddress?.ToString() ?? ""), ct);
        return Results.Json(new LoginAnswer(tokens.AccessToken, tokens.RefreshToken!, "bearer", (int)AccessLifetime.TotalSeconds));
    }

    private static IResult Me(HttpContext http)
    {
        var user = http.SignedIn();
        return Results.Json(new MeAnswer(user.Id, user.Email, user.Name, user.Language, user.TimeZone, user.Roles, [.. user.Permissions.Order(StringComparer.Ordinal)]));
    }
}

/// <summary>Who wants to sign in.</summary>
[Request]
internal sealed record LoginRequest : INamesAccount
{
    /// <summary>The address of the account, in any case.</summary>
    [MaxLength(320)]
    public required string Email { get; init; }

    /// <summary>The password.</summary>
    [MaxLength(1000)]
    public required string Password { get; init; }
}

/// <summary>The tokens of a new session.</summary>
/// <param name="AccessToken">Is sent with every request, in the header <c>Authorization: Bearer …</c>.</param>
/// <param name="RefreshToken">Good once, for the next pair of tokens.</param>
/// <param name="TokenType">Always <c>bearer</c>.</param>
/// <param name="ExpiresIn">For how many seconds the access token is good.</param>
internal sealed record LoginAnswer(string AccessToken, string RefreshToken, string TokenType, int ExpiresIn);

/// <summary>Who is signed in.</summary>
/// <param name="Id">The user's number.</param>
/// <param name="Email">The address of the account.</param>
/// <param name="Name">First and last name.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
/// <param name="TimeZone">Such as <c>Europe/Paris</c>.</param>
/// <param name="Roles">The names of their roles.</param>
/// <param name="Permissions">What these allow, as <c>resource:action</c>.</param>
internal sealed record MeAnswer(
    long Id, string Email, string Name, string Language, string TimeZone, IReadOnlyList<string> Roles, IReadOnlyList<string> Permissions);
