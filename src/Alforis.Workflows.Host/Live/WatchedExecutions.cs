using Alforis.Crm.Data.Executions;

namespace Alforis.Workflows.Host.Live;

/// <summary>What somebody was told of a workflow's newest executions, to tell them of changes only. Used by one thread at a time.</summary>
internal sealed class WatchedExecutions
{
    /// <summary>How many of the newest are watched: what a page shows.</summary>
    public const int Most = 50;

    private Dictionary<long, ExecutionSummary> told = [];

    /// <summary>Those that are new or stand differently now, oldest first.</summary>
    public IReadOnlyList<ExecutionSummary> Take(IReadOnlyList<ExecutionSummary> newest)
    {
        var before = told;
        told = newest.ToDictionary(e => e.Id);
        return [.. newest.Where(e => !before.TryGetValue(e.Id, out var old) || old != e).Reverse()];
    }
}
