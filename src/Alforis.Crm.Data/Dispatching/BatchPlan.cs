using System.Collections.Immutable;
using Alforis.Crm.Data.Events;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Model;

namespace Alforis.Crm.Data.Dispatching;

/// <summary>What a batch of events is to do. Not thread-safe.</summary>
internal sealed class BatchPlan
{
    private readonly HashSet<long> deferred = [];

    public BatchPlan(ImmutableArray<CrmEvent> events, ImmutableArray<CrmContext> contexts, ExecutionPlanner planner)
    {
        Events = events;
        for (var i = 0; i < events.Length; i++)
        {
            var (executions, skipped) = planner.Plan(events[i], contexts[i], Wanted);
            Executions.AddRange(executions);
            if (skipped is not null) Skipped.Add(skipped);
        }
    }

    /// <summary>A plan of executions that go on.</summary>
    public BatchPlan(IReadOnlyList<PendingExecution> executions)
    {
        Events = [.. executions.Select(e => e.Source).DistinctBy(e => e.EventId).OrderBy(e => e.EventId)];
        Executions.AddRange(executions);
    }

    public ImmutableArray<CrmEvent> Events { get; }

    /// <summary>The executions, in the order of their events.</summary>
    public List<PendingExecution> Executions { get; } = [];

    /// <summary>The executions that have left the plan because somebody holds a row that they need.</summary>
    public List<PendingExecution> PutOff { get; } = [];

    public List<SkippedWorkflows> Skipped { get; } = [];

    /// <summary>The workflows that are to run for an entity that their event names.</summary>
    public List<WantedTarget> Wanted { get; } = [];

    /// <summary>The events to be made for those.</summary>
    public List<TargetedEvent> Targeted { get; } = [];

    public IReadOnlyCollection<long> Deferred => deferred;

    /// <summary>The deferred events that are to wait for a time: the first of each entity. What is behind it waits for it.</summary>
    public IEnumerable<CrmEvent> FirstDeferred => Events
        .Where(e => deferred.Contains(e.EventId))
        .GroupBy(e => e.EntityId is null ? (null, e.EventId) : (e.EntityType, e.EntityId.Value), (_, events) => events.First());

    public long[] Handled => [.. Events.Select(e => e.EventId).Where(id => !deferred.Contains(id))];

    /// <summary>The executions that are over, and those that have something to wait for.</summary>
    public (IReadOnlyList<PendingExecution> Finished, IReadOnlyList<PendingExecution> Waiting) Split()
    {
        var waiting = Executions.Where(e => !e.IsOver).ToList();
        return waiting.Count == 0 ? (Executions, waiting) : ([.. Executions.Where(e => e.IsOver)], waiting);
    }

    /// <summary>Puts off events, and the later events of the same entities, so that an entity's events stay in order.</summary>
    public void Defer(IReadOnlySet<long> waiting)
    {
        if (waiting.Count == 0) return;
        var entities = new HashSet<(string?, long?)>();
        foreach (var source in Events)
        {
            var entity = (source.EntityType, source.EntityId);
            if (!waiting.Contains(source.EventId) && !entities.Contains(entity)) continue;
            deferred.Add(source.EventId);
            entities.Add(entity);
        }

        PutOff.AddRange(Executions.Where(e => deferred.Contains(e.Source.EventId)));
        Executions.RemoveAll(e => deferred.Contains(e.Source.EventId));
        Skipped.RemoveAll(s => deferred.Contains(s.Source.EventId));
        Targeted.RemoveAll(t => deferred.Contains(t.Target.Source.EventId));
    }
}
