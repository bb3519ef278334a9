using Alforis.Workflows.Host.Reports;
using Alforis.Crm.Data.Accounts;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Live;
using Alforis.Workflows.Host.Commands.Executions;
using Microsoft.AspNetCore.SignalR;

namespace Alforis.Workflows.Host.Live;

/// <summary>One look at what is new to those that are connected to this host, and telling them. Asks the database nothing when nobody is. Thread-safe.</summary>
internal sealed class LivePass(
    LiveConnections connections, IHubContext<LiveHub> hub, NotificationFeed notifications, ExecutionListQuery executions,
    SetRevisionQuery revisions, LivingSessionsQuery sessions, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim gate = new(1);

    /// <summary>Where the last look at notifications ended.</summary>
    private string? cursor;
    private long? revision;

    /// <summary>Looks once.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            await LookAsync(ct);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Makes sure that the looks at notifications begin no later than now: before somebody who is connected already catches up.</summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            cursor ??= await notifications.NowAsync(ct);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task LookAsync(CancellationToken ct)
    {
        var all = connections.All;
        if (all.Count == 0)
        {
            // Whoever connects next catches up from a cursor of their own.
            (cursor, revision) = (null, null);
            return;
        }

        await EndAsync(all, ct);
        await TellNotificationsAsync(ct);
        await TellListAsync(ct);
        await TellExecutionsAsync(ct);
    }

    private async Task EndAsync(IReadOnlyCollection<LiveConnection> all, CancellationToken ct)
    {
        var living = await sessions.ReadAsync([.. all.Select(c => c.User.SessionId).Distinct()], ct);
        var ended = all.Where(c => !living.Contains(c.User.SessionId)).ToList();
        if (ended.Count == 0) return;
        foreach (var connection in ended) connections.Remove(connection.Id);
        // Who does not read is cut off without having been told.
        await Task.WhenAny(Task.WhenAll(ended.Select(c => hub.Clients.Client(c.Id).TellSessionEndedAsync(ct))), Task.Delay(Goodbye, clock, ct));
        foreach (var connection in ended) connection.Abort();
    }

    private async Task TellNotificationsAsync(CancellationToken ct)
    {
        if (cursor is null)
        {
            cursor = await notifications.NowAsync(ct);
            return;
        }

        // Who connects while this reads catches up for themselves.
        var listeners = connections.All.Where(c => c.User.Permissions.Contains("notifications:read")).ToLookup(c => c.User.Id);
        var news = await notifications.ReadAsync([.. listeners.Select(l => l.Key)], cursor, ct);
        cursor = news.IsComplete ? news.Cursor : await notifications.NowAsync(ct);
        var byUser = news.Notifications.ToLookup(n => n.UserId);
        foreach (var user in listeners.Where(l => !news.IsComplete || byUser.Contains(l.Key)))
        {
            var message = new NotificationMessage(cursor, [.. byUser[user.Key]], await notifications.UnreadAsync(user.Key, ct), news.IsComplete);
            foreach (var connection in user) await connection.TellAsync(() => hub.Clients.Client(connection.Id).TellNotificationsAsync(message, ct));
        }
    }

    private async Task TellListAsync(CancellationToken ct)
    {
        var now = await revisions.ReadAsync(ct);
        if (revision is { } before && before != now)
        {
            foreach (var connection in connections.All.Where(c => c.WatchesList)) await connection.TellAsync(() => hub.Clients.Client(connection.Id).TellWorkflowsChangedAsync(ct));
        }

        revision = now;
    }

    private async Task TellExecutionsAsync(CancellationToken ct)
    {
        foreach (var workflow in connections.All.SelectMany(c => c.Watched, (connection, w) => (Connection: connection, w.WorkflowId, w.Told)).ToLookup(w => w.WorkflowId))
        {
            var newest = (await executions.ReadAsync(new ExecutionFilter { WorkflowId = workflow.Key }, WatchedExecutions.Most, ct)).Items;
            foreach (var (connection, id, told) in workflow)
            {
                if (told.Take(newest) is not { Count: > 0 } changed) continue;
                var message = new ExecutionsMessage(id, [.. changed.Select(ExecutionReport.Of)]);
                await connection.TellAsync(() => hub.Clients.Client(connection.Id).TellExecutionsAsync(message, ct));
            }
        }
    }
}
