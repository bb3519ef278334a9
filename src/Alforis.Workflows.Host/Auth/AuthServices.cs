using Alforis.Crm.Data.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace Alforis.Workflows.Host.Auth;

/// <summary>Registers who may come in, and what they may do.</summary>
internal static class AuthServices
{
    public static IServiceCollection AddAuth(this IServiceCollection services)
    {
        services
            .AddSingleton<SessionQuery>()
            .AddSingleton<SessionCreation>()
            .AddSingleton<CredentialsQuery>()
            .AddSingleton<PasswordHasher<string>>()
            .AddSingleton<SignIn>()
            .AddSingleton<IAuthorizationHandler, PermissionHandler>();
        services.AddAuthentication(SessionAuthentication.SchemeName).AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.SchemeName, null);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(IsNoEndpointOfOurs).Build());
        return services;
    }

    /// <summary>
    /// An endpoint that says nothing of who may call it is for nobody. What routing itself answers (no such address, method or content type)
    /// is no endpoint of ours.
    /// </summary>
    private static bool IsNoEndpointOfOurs(AuthorizationHandlerContext context) => context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint;
}
