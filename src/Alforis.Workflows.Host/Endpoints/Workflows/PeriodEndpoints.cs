using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Alforis.Crm.Data.Statistics;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;
using Microsoft.AspNetCore.Mvc;

namespace Alforis.Workflows.Host.Endpoints.Workflows;

/// <summary><c>/api/v1/workflows/{id}/stats/…</c>: what a workflow did on each of the last days, and why it failed or did not fire.</summary>
internal static class PeriodEndpoints
{
    private const int UsualDays = 30;
    private const int UsualCauses = 5;

    public static IServiceCollection AddWorkflowPeriods(this IServiceCollection services) =>
        services.AddSingleton<WorkflowPeriodQuery>().AddSingleton<FailureCausesQuery>().AddSingleton<SkipReasonsQuery>();

    public static void MapWorkflowPeriods(this RouteGroupBuilder api)
    {
        var stats = api.MapGroup("/workflows/{id:long:min(1)}/stats").WithTags(WorkflowEndpoints.Resource);
        stats.MapGet("/days", DaysAsync).RequirePermission("statistics", "read").WithName("workflow_days").WithSummary("Tell what a workflow did on each of the last days.")
            .WithDescription("With how long executions took, and what happened to the workflow itself meanwhile: new versions, and when it was switched on, off or suspended. Read from counters: also executions that retention has dropped.")
            .Produces<PeriodAnswer>().ProducesProblem(400).ProducesProblem(404);
        stats.MapGet("/causes", CausesAsync).RequirePermission("executions", "read").WithName("workflow_causes").WithSummary("Tell why a workflow failed, and why it did not fire.")
            .WithDescription($"Among the newest {FailureCausesQuery.MostLookedAt} failures and the newest {SkipReasonsQuery.MostLookedAt} times that it did not fire. The conditions of the latter are asked again: with the "
                + "organisation or deal as the event saw it, and what belongs to it as it is now.")
            .Produces<CausesAnswer>().ProducesProblem(400).ProducesProblem(404);
    }

    private static async Task<IResult> DaysAsync(long id, [AsParameters] PeriodRequest request, WorkflowPeriodQuery periods, CancellationToken ct) =>
        await periods.ReadAsync(id, request.Days ?? UsualDays, ct) is { } period ? Results.Json(PeriodAnswer.Of(id, period)) : WorkflowAnswers.Unknown(id);

    private static async Task<IResult> CausesAsync(
        long id, [AsParameters] CausesRequest request, WorkflowQuery workflows, FailureCausesQuery failures, SkipReasonsQuery skips, CancellationToken ct)
    {
        if (await workflows.FindAsync(id, ct) is null) return WorkflowAnswers.Unknown(id);
        var (days, most) = (request.Days ?? UsualDays, request.Limit ?? UsualCauses);
        var (failed, causes) = await failures.ReadAsync(id, days, most, ct);
        var (skipped, reasons) = await skips.ReadAsync(id, days, most, ct);
        return Results.Json(new CausesAnswer
        {
            FailuresLookedAt = failed,
            Failures = [.. causes.Select(c => new FailureCauseAnswer { Message = c.Message, ErrorCode = c.ErrorCode, Count = c.Count, ExecutionId = c.ExecutionId, LastAt = c.LastAt })],
            SkipsLookedAt = skipped,
            Skips = [.. reasons.Select(SkipReasonAnswer.Of)],
        });
    }
}

/// <summary>How far to look back.</summary>
[Request(IsQuery = true)]
internal record PeriodRequest
{
    /// <summary>How many days (UTC), today included.</summary>
    [FromQuery(Name = "days")]
    [Range(1, 90)]
    [DefaultValue(30)]
    public int? Days { get; init; }
}

/// <summary>How far to look back, and how many causes to tell.</summary>
[Request(IsQuery = true)]
internal sealed record CausesRequest : PeriodRequest
{
    /// <summary>How many causes of each kind at most.</summary>
    [FromQuery(Name = "limit")]
    [Range(1, 20)]
    [DefaultValue(5)]
    public int? Limit { get; init; }
}
