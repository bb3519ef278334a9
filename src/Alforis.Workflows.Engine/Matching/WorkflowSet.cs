using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Alforis.Workflows.Engine.Matching;

/// <summary>
/// The workflows that are active at one time. Immutable and thread-safe: to change it, make another and swap the reference.
/// </summary>
/// <typeparam name="TContext">The type that conditions and templates are evaluated over.</typeparam>
public sealed class WorkflowSet<TContext>
{
    private readonly FrozenDictionary<string, ImmutableArray<WorkflowEntry<TContext>>> byTrigger;

    private WorkflowSet(ImmutableArray<WorkflowEntry<TContext>> entries)
    {
        Entries = entries;
        byTrigger = entries
            .GroupBy(e => e.Workflow.TriggerType, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>A set without workflows.</summary>
    public static WorkflowSet<TContext> Empty { get; } = new([]);

    /// <summary>The workflows, by ascending number.</summary>
    public ImmutableArray<WorkflowEntry<TContext>> Entries { get; }

    /// <summary>Makes a set.</summary>
    /// <param name="entries">The workflows, in any order.</param>
    /// <exception cref="ArgumentException">Two entries have the same number.</exception>
    public static WorkflowSet<TContext> Create(IEnumerable<WorkflowEntry<TContext>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ImmutableArray<WorkflowEntry<TContext>> sorted = [.. entries.OrderBy(e => e.Id)];
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].Id == sorted[i - 1].Id) throw new ArgumentException($"Workflow {sorted[i].Id} is in the set twice.", nameof(entries));
        }

        return new WorkflowSet<TContext>(sorted);
    }

    /// <summary>
    /// The workflows that an event concerns, by trigger and then by ascending number: those whose trigger and filter it passes,
    /// each with the answer of its conditions. What a property of the context throws concerns only the workflow that asked for it.
    /// </summary>
    /// <param name="triggerTypes">What the event is, for example <c>deal_updated</c> and <c>deal_stage_changed</c>.</param>
    /// <param name="context">The event's context.</param>
    /// <param name="now">The moment of evaluation.</param>
    /// <param name="matches">Receives the answers; not cleared, so that one list may serve many events.</param>
    public void Match(IReadOnlyList<string> triggerTypes, TContext context, DateTimeOffset now, ICollection<WorkflowMatch<TContext>> matches)
    {
        ArgumentNullException.ThrowIfNull(triggerTypes);
        ArgumentNullException.ThrowIfNull(matches);
        for (var i = 0; i < triggerTypes.Count; i++)
        {
            if (!byTrigger.TryGetValue(triggerTypes[i], out var entries)) continue;
            foreach (var entry in entries)
            {
                if (Ask(entry, context, now) is { } match) matches.Add(match);
            }
        }
    }

    private static WorkflowMatch<TContext>? Ask(WorkflowEntry<TContext> entry, TContext context, DateTimeOffset now)
    {
        try
        {
            return entry.Workflow.PassesFilter(context, now)
                ? new WorkflowMatch<TContext>(entry, entry.Workflow.MeetsConditions(context, now))
                : null;
        }
        catch (Exception e)
        {
            return new WorkflowMatch<TContext>(entry, Fires: false, e);
        }
    }
}
