using Alforis.Crm.Data.Accounts;
using Alforis.Crm.Data.Audit;

namespace Alforis.Workflows.Host.Auth;

/// <summary>Carries who a request is from, from authentication to the endpoints.</summary>
/// <param name="User">Who.</param>
internal sealed record SignedInFeature(SignedInUser User);

/// <summary>Asks a request who it is from.</summary>
internal static class SignedInRequests
{
    /// <summary>Who the request is from; only for endpoints that ask for a sign-in.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public static SignedInUser SignedIn(this HttpContext http) =>
        http.Features.Get<SignedInFeature>()?.User ?? throw new InvalidOperationException("The endpoint asks for no sign-in, and for who is signed in.");

    /// <summary>Whether they have a permission besides the one that the endpoint asks for.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public static bool Can(this HttpContext http, string resource, string action) => http.SignedIn().Permissions.Contains($"{resource}:{action}");

    /// <summary>The same, as the audit trail and the events that are set off name them.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public static Actor Actor(this HttpContext http)
    {
        var user = http.SignedIn();
        return http.Caller() with { UserId = user.Id, Name = user.Email };
    }

    /// <summary>Whoever a request is from that nobody has signed in for.</summary>
    public static Actor Caller(this HttpContext http) =>
        new() { Name = "anonymous", Via = "api", Address = http.Connection.RemoteIpAddress?.ToString() ?? "", RequestId = http.TraceIdentifier };
}
