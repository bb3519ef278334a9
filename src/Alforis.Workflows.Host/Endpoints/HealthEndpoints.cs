using Alforis.Workflows.Host.Commands;
using Alforis.Workflows.Host.Roles;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Alforis.Workflows.Host.Endpoints;

/// <summary>
/// <c>/health</c> sums everything up, <c>/health/live</c> says whether the process answers, <c>/health/ready</c> whether it can work.
/// </summary>
internal static class HealthEndpoints
{
    private const string Ready = "ready";

    /// <summary>A probe that hangs is a failed one, and orchestrators ask every few seconds.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<DatabaseHealthCheck>("database", tags: [Ready], timeout: Timeout)
            // When it takes too long that says nothing of the queue.
            .AddCheck<QueueHealthCheck>("queue", failureStatus: HealthStatus.Degraded, tags: [Ready], timeout: Timeout);
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health", Options(_ => true)).AllowAnonymous();
        endpoints.MapHealthChecks("/health/live", Options(_ => false)).AllowAnonymous();
        endpoints.MapHealthChecks("/health/ready", Options(check => check.Tags.Contains(Ready))).AllowAnonymous();
    }

    private static HealthCheckOptions Options(Func<HealthCheckRegistration, bool> predicate) => new()
    {
        Predicate = predicate,
        ResponseWriter = WriteAsync,
    };

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new HealthSummary(
            report.Status,
            RoleList.Names(context.RequestServices.GetRequiredService<HostSettings>().Roles),
            report.Entries.ToDictionary(
                e => e.Key, e => new HealthEntry(e.Value.Status, e.Value.Description, Math.Round(e.Value.Duration.TotalMilliseconds, 1)), StringComparer.Ordinal)),
        Json.Options,
        context.RequestAborted);
}

/// <summary>The answer of a health endpoint.</summary>
/// <param name="Status">The worst of the checks.</param>
/// <param name="Roles">What the host does.</param>
/// <param name="Checks">Each check by name.</param>
internal sealed record HealthSummary(HealthStatus Status, IReadOnlyList<string> Roles, IReadOnlyDictionary<string, HealthEntry> Checks);

/// <summary>The answer of one check.</summary>
/// <param name="Status">What it found.</param>
/// <param name="Description">In words.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
internal sealed record HealthEntry(HealthStatus Status, string? Description, double DurationMs);
