using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Alforis.Workflows.Host.Api;

/// <summary>What all endpoints of the API have in common.</summary>
internal static class ApiServices
{
    public static IServiceCollection AddApi(this IServiceCollection services) => services
        .Configure<JsonOptions>(json => ApiJson.Configure(json.SerializerOptions))
        .Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true)
        .Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = ApiLimits.MostBodyBytes;
            kestrel.Limits.MaxRequestLineSize = ApiLimits.MostLineBytes;
        })
        .AddProblemDetails()
        .AddExceptionHandler<ApiFailures>();

    /// <summary>Everything below <c>/api/v1</c>.</summary>
    public static RouteGroupBuilder MapApiGroup(this IEndpointRouteBuilder endpoints) => endpoints.MapGroup("/api/v1").AddEndpointFilter<RouteGroupBuilder, Validation>();
}
