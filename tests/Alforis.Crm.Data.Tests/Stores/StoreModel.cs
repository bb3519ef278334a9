namespace Alforis.Crm.Data.Tests.Stores;

/// <summary>
/// What the queue of events, the executions and their steps must do, without a database: one thing after the other, and nothing fails in between.
/// </summary>
internal sealed class StoreModel
{
    /// <summary>A call is one of the last ones for this long, when turns are taken.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(1);

    private readonly Dictionary<Guid, string> outcomes = [];
    private readonly List<(long Workflow, DateTimeOffset At)> calls = [];

    public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public int MostLosses { get; init; } = 3;

    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromSeconds(30);

    public Dictionary<long, ModelWorkflow> Workflows { get; } = [];

    /// <summary>Events not yet handled, with their entity; that of an event which fires nothing is negative.</summary>
    public SortedDictionary<long, int> Queue { get; } = [];

    public Dictionary<(long Event, long Workflow), ModelExecution> Executions { get; } = [];

    public IEnumerable<ModelExecution> Live => Executions.Values.Where(e => e.Ended is null).OrderBy(e => e.Event);

    /// <summary>An event is handled: each workflow runs for it, in one go with its leaving the queue.</summary>
    public void Handle(long eventId)
    {
        if (!Queue.Remove(eventId, out var entity)) throw new InvalidOperationException($"Event {eventId} is handled, but was not in the queue.");
        if (Queue.Any(e => e.Key < eventId && Math.Abs(e.Value) == Math.Abs(entity))) throw new InvalidOperationException($"Event {eventId} is handled before an earlier one of its entity.");
        if (entity < 0) return;
        foreach (var workflow in Workflows.Values.Where(w => !w.IsDeleted)) Put(new ModelExecution(eventId, entity, workflow).GoOn());
    }

    public void Put(ModelExecution execution) => Executions[execution.Key] = execution.Step is { RunAfter: var time } step && time == default
        ? execution with { Step = step with { RunAfter = Now } }
        : execution;

    /// <summary>Whether a step may be leased now.</summary>
    public bool MayLease(ModelExecution execution) =>
        execution is { Ended: null, Step.Status: "pending", Workflow.IsDeleted: false } && execution.Step.RunAfter <= Now && !Live.Any(e => e.HoldsUp(execution));

    public void Lease(ModelExecution execution, Guid token)
    {
        Put(execution with { Step = execution.Step!.Lease(token, Now + LeaseTime) });
        calls.Add((execution.Workflow.Id, Now));
    }

    /// <summary>The steps that are leased when there is room for so many: whose workflow has called least, then the oldest.</summary>
    public IReadOnlyList<ModelExecution> Choose(int room, int callsPerHour)
    {
        var chosen = new List<ModelExecution>();
        while (chosen.Count < room)
        {
            var next = Live
                .Where(e => MayLease(e) && !chosen.Contains(e))
                .Where(e => Calls(e, TimeSpan.FromHours(1)) + Chosen(e) < callsPerHour)
                .OrderBy(e => Calls(e, Lately) + Chosen(e)).ThenBy(e => e.Step!.RunAfter).ThenBy(e => e.Event)
                .FirstOrDefault();
            if (next is null) break;
            chosen.Add(next);
        }

        return chosen;

        int Chosen(ModelExecution execution) => chosen.Count(c => c.Workflow.Id == execution.Workflow.Id);
        int Calls(ModelExecution execution, TimeSpan window) => calls.Count(c => c.Workflow == execution.Workflow.Id && c.At > Now - window);
    }

    /// <summary>The result of a call counts for whoever holds the lease; who tells it twice hears the same.</summary>
    /// <returns>What is journaled.</returns>
    public string Complete(Guid token, Func<ModelStep, ModelStep> result)
    {
        if (Executions.Values.FirstOrDefault(e => e.Step?.Token == token) is not { } execution) return outcomes.GetValueOrDefault(token, "lease_lost");
        var step = result(execution.Step!);
        Put(execution with { Step = step, IsDue = step.Status is "success" or "failed" });
        return outcomes[token] = step.Status == "pending" ? "retried" : step.Status;
    }

    public bool Prolong(Guid token)
    {
        if (Executions.Values.FirstOrDefault(e => e.Step?.Token == token) is not { } execution) return false;
        Put(execution with { Step = execution.Step! with { LeasedUntil = Now + LeaseTime } });
        return true;
    }

    /// <summary>Takes back what nobody has prolonged in time.</summary>
    public int Sweep()
    {
        var expired = Live.Where(e => e.Step is { Status: "running" } step && step.LeasedUntil < Now).ToList();
        foreach (var execution in expired)
        {
            outcomes[execution.Step!.Token!.Value] = "lease_lost";
            var step = execution.Step.Lose(MostLosses, Now);
            Put(execution with { Step = step, IsDue = step.Status == "failed" });
        }

        return expired.Count;
    }

    /// <summary>Its unfinished executions are cancelled, and events do not fire it any more.</summary>
    public void Delete(long workflow)
    {
        Workflows[workflow] = Workflows[workflow] with { IsDeleted = true };
        foreach (var execution in Live.Where(e => e.Workflow.Id == workflow).ToList()) Put(execution.Cancel());
    }
}
