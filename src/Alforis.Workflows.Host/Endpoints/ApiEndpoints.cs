using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Endpoints.Attention;
using Alforis.Workflows.Host.Endpoints.Audit;
using Alforis.Workflows.Host.Endpoints.Auth;
using Alforis.Workflows.Host.Endpoints.Users;
using Alforis.Workflows.Host.Endpoints.Events;
using Alforis.Workflows.Host.Endpoints.Executions;
using Alforis.Workflows.Host.Endpoints.Schema;
using Alforis.Workflows.Host.Endpoints.Service;
using Alforis.Workflows.Host.Endpoints.Statistics;
using Alforis.Workflows.Host.Endpoints.Workflows;

namespace Alforis.Workflows.Host.Endpoints;

/// <summary>The REST API: every resource in its own folder.</summary>
internal static class ApiEndpoints
{
    public static IServiceCollection AddEndpoints(this IServiceCollection services) => services
        .AddWorkflowApi()
        .AddWorkflowPeriods()
        .AddExecutionApi()
        .AddAttentionApi()
        .AddEventApi()
        .AddStatisticsApi()
        .AddSystemApi();

    public static void MapApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapApiGroup();
        api.MapAuth();
        api.MapWorkflows();
        api.MapWorkflowVersions();
        api.MapDefinitions();
        api.MapWorkflowRuns();
        api.MapWorkflowFirings();
        api.MapWorkflowPeriods();
        api.MapExecutions();
        api.MapAttention();
        api.MapEvents();
        api.MapSchema();
        api.MapStatistics();
        api.MapSystem();
        api.MapUsers();
        api.MapAudit();
        api.MapCrmResources();
    }
}
