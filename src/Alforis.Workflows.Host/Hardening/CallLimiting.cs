using Alforis.Workflows.Host.Api;

namespace Alforis.Workflows.Host.Hardening;

/// <summary>Answers those who ask too much; comes after authentication, which says whose requests they are.</summary>
internal sealed class CallLimiting(RequestDelegate next, CallLimits limits)
{
    public Task InvokeAsync(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<ApiMetadata>() is not null && limits.Count(http) is { } after
            ? CallLimits.TooMany(http.Response, after).ExecuteAsync(http)
            : next(http);
}

/// <summary>Limits an endpoint that signs in, by address and by the account that its request names.</summary>
internal sealed class LoginLimiting(CallLimits limits) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var account = context.Arguments.OfType<INamesAccount>().Select(a => a.Email).FirstOrDefault() ?? "";
        return limits.CountLogin(context.HttpContext, account) is { } after ? ValueTask.FromResult<object?>(CallLimits.TooMany(context.HttpContext.Response, after)) : next(context);
    }
}

/// <summary>A request that names an account before anybody is signed in.</summary>
internal interface INamesAccount
{
    /// <summary>The address of the account.</summary>
    string Email { get; }
}
