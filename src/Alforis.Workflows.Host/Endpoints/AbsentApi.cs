namespace Alforis.Workflows.Host.Endpoints;

/// <summary>What a host answers that has no API, to whoever took it for one that has.</summary>
internal static class AbsentApi
{
    public static void MapAbsentApi(this IEndpointRouteBuilder endpoints) => endpoints.MapFallback(() => Results.Problem(
        title: "This host has no API.",
        detail: "It was started without the role 'api' and answers /health, /health/live and /health/ready only. Ask a host that has the role.",
        statusCode: StatusCodes.Status404NotFound)).AllowAnonymous();
}
