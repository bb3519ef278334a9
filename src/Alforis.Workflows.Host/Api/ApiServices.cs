using Microsoft.AspNetCore.Http.Json;

namespace Alforis.Workflows.Host.Api;

/// <summary>What all endpoints of the API have in common.</summary>
internal static class ApiServices
{
    public static IServiceCollection AddApi(this IServiceCollection services) => services
        .Configure<JsonOptions>(json => ApiJson.Configure(json.SerializerOptions))
        .Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true)
        .AddProblemDetails(problems => problems.CustomizeProblemDetails = AddRequestId)
        .AddExceptionHandler<ApiFailures>();

    /// <summary>Everything below <c>/api/v1</c>.</summary>
    public static RouteGroupBuilder MapApiGroup(this IEndpointRouteBuilder endpoints) => endpoints.MapGroup("/api/v1").WithMetadata(new ApiMetadata()).AddEndpointFilter<RouteGroupBuilder, Validation>();

    private static void AddRequestId(ProblemDetailsContext context)
    {
        // The one that the framework adds is another number, and named by whether somebody traces.
        context.ProblemDetails.Extensions.Remove("traceId");
        context.ProblemDetails.Extensions.Remove("trace_id");
        context.ProblemDetails.Extensions["request_id"] = context.HttpContext.TraceIdentifier;
    }
}

/// <summary>Marks the endpoints of the API: its limits hold for them.</summary>
internal sealed class ApiMetadata;
