using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Endpoints.Audit;
using Alforis.Workflows.Host.Endpoints.Auth;
using Alforis.Workflows.Host.Endpoints.Users;

namespace Alforis.Workflows.Host.Endpoints;

/// <summary>The REST API: every resource in its own folder.</summary>
internal static class ApiEndpoints
{
    public static void MapApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapApiGroup();
        api.MapAuth();
        api.MapUsers();
        api.MapAudit();
        api.MapCrmResources();
    }
}
