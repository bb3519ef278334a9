using Alforis.Crm.Data.Accounts;
using Microsoft.AspNetCore.SignalR;

namespace Alforis.Workflows.Host.Live;

/// <summary>Somebody who is connected. What they watch is changed by one thread at a time: a hub takes one call of a client after another.</summary>
internal sealed class LiveConnection(HubCallerContext caller, SignedInUser user, TimeProvider clock)
{
    /// <summary>For how long a client may leave unread what it is told.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Watched workflows by number; each with what was last told of its executions.</summary>
    private readonly Dictionary<long, WatchedExecutions> watched = [];
    private readonly Lock gate = new();
    private Task telling = Task.CompletedTask;
    private long toldSince;

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

    /// <summary>
    /// Tells something after all that was told before. Nobody waits for it, or a client that does not read would keep news from all others:
    /// one that is behind for too long is cut off, and catches up when it comes back. For one caller at a time.
    /// </summary>
    public async Task TellAsync(Func<Task> send)
    {
        if (!telling.IsCompleted)
        {
            if (clock.GetElapsedTime(toldSince) < Patience) telling = AfterAsync(telling, send);
            else Abort();
            return;
        }

        var before = telling;
        (toldSince, telling) = (clock.GetTimestamp(), send());
        await before;
    }

    public void Abort() => caller.Abort();

    private static async Task AfterAsync(Task before, Func<Task> send)
    {
        await before;
        await send();
    }
}
