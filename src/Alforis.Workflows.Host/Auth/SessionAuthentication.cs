using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Alforis.Crm.Data.Accounts;
using Alforis.Workflows.Host.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Alforis.Workflows.Host.Auth;

/// <summary>Knows who a request is from by the token of a session that it bears.</summary>
internal sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, SessionQuery sessions, RefusalAudit refusals)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "session";

    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // A token that is borne goes before a cookie: what a program says is meant.
        var (token, kind) = BearerToken(Request) is { } borne ? (borne, SessionKind.Bearer) : (SessionCookie.Read(Request), SessionKind.Cookie);
        if (token is null) return AuthenticateResult.NoResult();
        if (await sessions.FindAsync(token, kind, Context.RequestAborted) is not { } user) return AuthenticateResult.Fail("The token is unknown, expired or revoked.");
        Context.Features.Set(new SignedInFeature(user));
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user.Id.ToString(CultureInfo.InvariantCulture)), new Claim(ClaimTypes.Name, user.Email)], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problem.Unauthorised("Sign in with POST /api/v1/auth/login, and send the token in the header 'Authorization: Bearer …'.").ExecuteAsync(Context);
    }

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var permission = Context.GetEndpoint()?.Metadata.GetMetadata<PermissionAttribute>()?.Permission;
        await refusals.WriteAsync(Context, permission ?? "nobody");
        await Problem.Forbidden(permission).ExecuteAsync(Context);
    }

    /// <summary>The token in the header, or <see langword="null"/> when there is none. Of several headers none is good.</summary>
    private static string? BearerToken(HttpRequest request) => request.Headers[HeaderNames.Authorization] switch
    {
        [] => null,
        [{ } header] => header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header[Prefix.Length..].Trim() : null,
        _ => "",
    };
}
