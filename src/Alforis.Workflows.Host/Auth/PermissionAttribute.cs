using Microsoft.AspNetCore.Authorization;

namespace Alforis.Workflows.Host.Auth;

/// <summary>What an endpoint asks of whoever calls it: to be signed in, and to have a permission.</summary>
/// <param name="permission"><c>resource:action</c>, as in the tables of permissions.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PermissionAttribute(string permission) : AuthorizeAttribute, IAuthorizationRequirementData
{
    /// <summary>What is asked for.</summary>
    public string Permission => permission;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new PermissionRequirement(permission)];
}

/// <summary>To have a permission.</summary>
/// <param name="Permission"><c>resource:action</c>.</param>
internal sealed record PermissionRequirement(string Permission) : IAuthorizationRequirement;

/// <summary>Compares what is asked for with what the roles allow.</summary>
internal sealed class PermissionHandler : AuthorizationHandler<PermissionRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        if (context.Resource is HttpContext http && http.Features.Get<SignedInFeature>()?.User.Permissions.Contains(requirement.Permission) == true) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

/// <summary>Says of endpoints who may call them. One that says nothing is for nobody.</summary>
internal static class PermissionEndpoints
{
    /// <summary>For whoever has a permission.</summary>
    public static TBuilder RequirePermission<TBuilder>(this TBuilder endpoint, string resource, string action)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new PermissionAttribute($"{resource}:{action}"));

    /// <summary>For whoever is signed in: what is theirs alone.</summary>
    public static TBuilder RequireSignIn<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AuthorizeAttribute());
}
