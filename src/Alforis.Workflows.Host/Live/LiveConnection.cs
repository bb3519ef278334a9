using Alforis.Crm.Data.Accounts;
using Microsoft.AspNetCore.SignalR;

namespace Alforis.Workflows.Host.Live;

/// <summary>Somebody who is connected. What they watch is changed by one thread at a time: a hub takes one call of a client after another.</summary>
internal sealed class LiveConnection(HubCallerContext caller, SignedInUser user)
{
    /// <summary>Watched workflows by number; each with what was last told of its executions.</summary>
    private readonly Dictionary<long, WatchedExecutions> watched = [];
    private readonly Lock gate = new();

    public string Id => caller.ConnectionId;

    public SignedInUser User => user;

    /// <summary>Whether to tell when the list of workflows has changed.</summary>
    public bool WatchesList { get; set; }

    public IReadOnlyList<(long WorkflowId, WatchedExecutions Told)> Watched
    {
        get
        {
            lock (gate) return [.. watched.Select(w => (w.Key, w.Value))];
        }
    }

    /// <summary>Whether there was place for one more.</summary>
    public bool Watch(long workflowId, WatchedExecutions told, int most)
    {
        lock (gate)
        {
            if (watched.Count >= most && !watched.ContainsKey(workflowId)) return false;
            watched[workflowId] = told;
            return true;
        }
    }

    public void Unwatch(long workflowId)
    {
        lock (gate) watched.Remove(workflowId);
    }

    public void Abort() => caller.Abort();
}
