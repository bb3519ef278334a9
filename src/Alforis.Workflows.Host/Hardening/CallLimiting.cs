using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;

namespace Alforis.Workflows.Host.Hardening;

/// <summary>Answers those who ask too much; comes after authentication, which says whose requests they are.</summary>
internal sealed class CallLimiting(RequestDelegate next, CallLimits limits)
{
    public Task InvokeAsync(HttpContext http) =>
        http.GetEndpoint()?.Metadata is { } metadata && (metadata.GetMetadata<ApiMetadata>() ?? (object?)metadata.GetMetadata<CountedMetadata>()) is not null && limits.Count(http) is { } after
            ? CallLimits.TooMany(http.Response, after).ExecuteAsync(http)
            : next(http);
}

/// <summary>Marks endpoints beside the API whose requests count like its own.</summary>
internal sealed class CountedMetadata;

/// <summary>Limits an endpoint that signs in, by address and by the account that its request names.</summary>
internal sealed class LoginLimiting(CallLimits limits) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var account = context.Arguments.OfType<INamesAccount>().Select(a => a.Email).FirstOrDefault() ?? "";
        return limits.CountLogin(context.HttpContext, account) is { } after ? ValueTask.FromResult<object?>(CallLimits.TooMany(context.HttpContext.Response, after)) : next(context);
    }
}

/// <summary>Limits an endpoint that asks for the password again: to compare one costs as much as a sign-in.</summary>
internal sealed class ConfirmationLimiting(CallLimits limits) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        limits.CountConfirmation(context.HttpContext.SignedIn().Id) is { } after ? ValueTask.FromResult<object?>(CallLimits.TooMany(context.HttpContext.Response, after)) : next(context);
}

/// <summary>A request that names an account before anybody is signed in.</summary>
internal interface INamesAccount
{
    /// <summary>The address of the account.</summary>
    string Email { get; }
}
