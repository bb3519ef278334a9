using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Alforis.Crm.Data.History;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;
using Microsoft.AspNetCore.Mvc;

namespace Alforis.Workflows.Host.Endpoints.Statistics;

/// <summary><c>/api/v1/stats</c>: what all workflows did.</summary>
internal static class StatisticsEndpoints
{
    private const string Resource = "statistics";
    private const int UsualDays = 30;

    public static IServiceCollection AddStatisticsApi(this IServiceCollection services) => services.AddSingleton<OverviewQuery>();

    public static void MapStatistics(this RouteGroupBuilder api) => api.MapGet("/stats/overview", OverviewAsync).WithTags(Resource).RequirePermission(Resource, "read")
        .WithName("stats_overview").WithSummary("Tell what all workflows did on each of the last days.").Produces<OverviewAnswer>().ProducesProblem(400);

    private static async Task<IResult> OverviewAsync([AsParameters] OverviewRequest request, OverviewQuery overview, CancellationToken ct)
    {
        var (workflows, days, failing) = await overview.ReadAsync(request.Days ?? UsualDays, ct);
        var (success, failed) = (days.Sum(d => d.Success), days.Sum(d => d.Failed));
        return Results.Json(new OverviewAnswer
        {
            Workflows = workflows,
            SuccessCount = success,
            FailedCount = failed,
            SkippedCount = days.Sum(d => d.Skipped),
            CancelledCount = days.Sum(d => d.Cancelled),
            SuccessRate = success + failed == 0 ? null : Math.Round((decimal)success / (success + failed), 4),
            Days = [.. days.Select(OverviewDayAnswer.Of)],
            Failing = failing,
        });
    }
}

/// <summary>How far to look back.</summary>
[Request(IsQuery = true)]
internal sealed record OverviewRequest
{
    /// <summary>How many days (UTC), today included.</summary>
    [FromQuery(Name = "days")]
    [Range(1, 366)]
    [DefaultValue(30)]
    public int? Days { get; init; }
}

/// <summary>What all workflows did lately; also executions that retention has dropped.</summary>
internal sealed record OverviewAnswer
{
    /// <summary>How many workflows there are.</summary>
    public required WorkflowCounts Workflows { get; init; }

    /// <summary>How many executions succeeded in all of the days.</summary>
    public required long SuccessCount { get; init; }

    /// <summary>How many failed.</summary>
    public required long FailedCount { get; init; }

    /// <summary>How often a workflow did not fire although an event concerned it.</summary>
    public required long SkippedCount { get; init; }

    /// <summary>How many were cancelled.</summary>
    public required long CancelledCount { get; init; }

    /// <summary>The share of those that succeeded among those that succeeded or failed, 0 to 1.</summary>
    public decimal? SuccessRate { get; init; }

    /// <summary>Each day, the oldest first; also those on which nothing happened.</summary>
    public required IReadOnlyList<OverviewDayAnswer> Days { get; init; }

    /// <summary>The workflows that failed most often, at most ten.</summary>
    public required IReadOnlyList<FailingWorkflow> Failing { get; init; }
}

/// <summary>What all workflows did on a day.</summary>
internal sealed record OverviewDayAnswer
{
    /// <summary>The day (UTC).</summary>
    public required DateOnly Day { get; init; }

    /// <summary>How many executions succeeded.</summary>
    public required long SuccessCount { get; init; }

    /// <summary>How many failed.</summary>
    public required long FailedCount { get; init; }

    /// <summary>How often a workflow did not fire although an event concerned it.</summary>
    public required long SkippedCount { get; init; }

    /// <summary>How many were cancelled.</summary>
    public required long CancelledCount { get; init; }

    /// <summary>How long an execution took on average, in milliseconds.</summary>
    public double? AverageDurationMs { get; init; }

    public static OverviewDayAnswer Of(OverviewDay d) => new()
    {
        Day = d.Day, SuccessCount = d.Success, FailedCount = d.Failed, SkippedCount = d.Skipped, CancelledCount = d.Cancelled, AverageDurationMs = d.AverageDuration?.TotalMilliseconds,
    };
}
