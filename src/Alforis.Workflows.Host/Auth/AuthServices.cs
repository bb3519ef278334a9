using Alforis.Crm.Data.Accounts;
using Alforis.Crm.Data.Audit;
using Alforis.Workflows.Host.Hooks;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace Alforis.Workflows.Host.Auth;

/// <summary>Registers who may come in, and what they may do.</summary>
internal static class AuthServices
{
    /// <param name="services">The services.</param>
    /// <param name="keys">Encrypt what is secret of accounts.</param>
    public static IServiceCollection AddAuth(this IServiceCollection services, KeyRing keys)
    {
        services.AddSingleton(keys).AddStoredKeys().AddCrossSiteGuard();
        services
            .AddSingleton<SessionQuery>()
            .AddSingleton<SessionCreation>()
            .AddSingleton<SessionRefresh>()
            .AddSingleton<SessionEnding>()
            .AddSingleton<SessionListQuery>()
            .AddSingleton<CredentialsQuery>()
            .AddSingleton<SignInFailures>()
            .AddSingleton<TotpStore>()
            .AddSingleton<UserQuery>()
            .AddSingleton<UserListQuery>()
            .AddSingleton<UserCreation>()
            .AddSingleton<UserChange>()
            .AddSingleton<UserActivation>()
            .AddSingleton<UserRoleChange>()
            .AddSingleton<PasswordChange>()
            .AddSingleton<RoleListQuery>()
            .AddSingleton<AuditQuery>()
            .AddSingleton<IPasswordHasher<string>, PasswordHasher<string>>()
            .AddSingleton<Passwords>()
            .AddSingleton<Totp>()
            .AddSingleton<AuditLimit>()
            .AddSingleton<RefusalAudit>()
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
