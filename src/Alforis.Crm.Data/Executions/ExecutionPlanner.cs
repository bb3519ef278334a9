using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text.Json.Nodes;
using Alforis.Crm.Data.Events;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Triggers;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Matching;

namespace Alforis.Crm.Data.Executions;

/// <summary>Asks the workflows that an event concerns, and ends loops.</summary>
/// <param name="workflows">The active ones.</param>
/// <param name="single">Those that events of the batch concern alone.</param>
/// <param name="now">The moment of evaluation.</param>
internal sealed class ExecutionPlanner(WorkflowSet<CrmContext> workflows, SingleWorkflows single, DateTimeOffset now)
{
    /// <summary>With more workflows than this at one trigger a row per event would cost more than it tells.</summary>
    private const int MostSkipsRecorded = 100;

    private readonly List<WorkflowMatch<CrmContext>> matches = [];

    /// <summary>What is to be run for the event, and what did not fire.</summary>
    /// <param name="source">The event.</param>
    /// <param name="context">Its context.</param>
    /// <param name="wanted">Receives the workflows that are to run for an entity that the event names.</param>
    public (IReadOnlyList<PendingExecution> Executions, SkippedWorkflows? Skipped) Plan(CrmEvent source, CrmContext context, ICollection<WantedTarget> wanted)
    {
        if (source.Workflow is { } one) return PlanSingle(source, context, one);
        matches.Clear();
        workflows.Match(source.Types, context, now, matches);
        if (matches.Count == 0) return ([], null);
        var causes = CauseChain.Read(source.Cause);
        var executions = new List<PendingExecution>();
        var skipped = new List<long>();
        JsonObject? reasons = null;
        foreach (var (workflow, fires, fault) in matches)
        {
            // Contexts are plain rows here, so that it is the event that cannot be handled.
            if (fault is not null) ExceptionDispatchInfo.Throw(fault);
            if (WebhookPayloads.FindProblem(workflow.Workflow, context) is { } mismatch)
            {
                executions.Add(PendingExecution.Skip(source, context, workflow, now, mismatch));
                continue;
            }

            if (workflow.Workflow.Entity is not null && source.EntityType is null)
            {
                if (Target(source, context, workflow, wanted) is { } refused) executions.Add(refused);
                continue;
            }

            var loop = fires ? LoopReason(workflow.Id, source, causes) : null;
            if (fires && loop is null)
            {
                executions.Add(new PendingExecution(source, context, workflow, causes, now));
                continue;
            }

            skipped.Add(workflow.Id);
            if (loop is not null) (reasons ??= [])[workflow.Id.ToString(CultureInfo.InvariantCulture)] = loop;
        }

        if (skipped.Count == 0) return (executions, null);
        return (executions, new SkippedWorkflows(source, skipped, reasons, skipped.Count <= MostSkipsRecorded || reasons is not null));
    }

    /// <summary>Its conditions are asked when it has its entity.</summary>
    /// <returns>What says why it cannot run; <see langword="null"/> when it can.</returns>
    private PendingExecution? Target(CrmEvent source, CrmContext context, WorkflowEntry<CrmContext> workflow, ICollection<WantedTarget> wanted)
    {
        var (id, problem) = WebhookTarget.Of(workflow.Workflow).Find(context.Webhook, workflow.Workflow.Entity!);
        if (id is not { } found) return PendingExecution.Skip(source, context, workflow, now, problem);
        wanted.Add(new WantedTarget(source, context, workflow, found));
        return null;
    }

    /// <summary>Whoever runs a workflow by hand is told what came of it by an execution, also when its conditions do not hold.</summary>
    private (IReadOnlyList<PendingExecution>, SkippedWorkflows?) PlanSingle(CrmEvent source, CrmContext context, WorkflowReference one)
    {
        var (workflow, reason) = single.Find(one, source.IsByHand);
        if (workflow is null) return ([], Skip(source, one, reason));
        if (WebhookPayloads.FindProblem(workflow.Workflow, context) is { } mismatch) return ([PendingExecution.Skip(source, context, workflow, now, mismatch)], null);
        // A row may have changed between its selection and its event.
        var passes = source.IsByHand || workflow.Workflow.PassesFilter(context, now);
        if (passes && workflow.Workflow.MeetsConditions(context, now)) return ([new PendingExecution(source, context, workflow, [], now)], null);
        return source.IsByHand ? ([PendingExecution.Skip(source, context, workflow, now)], null) : ([], Skip(source, one, null));
    }

    /// <summary>Whoever was promised an execution finds one instead of the record.</summary>
    private static SkippedWorkflows Skip(CrmEvent source, WorkflowReference one, string? reason) =>
        new(source, [one.Id], reason is null ? null : new JsonObject { [one.Id.ToString(CultureInfo.InvariantCulture)] = reason }, IsRecorded: source.ExecutionId is null);

    private static string? LoopReason(long workflowId, CrmEvent source, IReadOnlyList<Cause> causes)
    {
        if (causes.Count >= CauseChain.Longest) return "chain_too_long";
        return causes.Any(c => c.WorkflowId == workflowId && c.EntityId == source.EntityId && c.EntityType == source.EntityType)
            ? "loop"
            : null;
    }
}
