using Alforis.Workflows.Host.Reports;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Live;
using Alforis.Workflows.Host.Auth;
using Alforis.Workflows.Host.Commands.Executions;
using Microsoft.AspNetCore.SignalR;

namespace Alforis.Workflows.Host.Live;

/// <summary><c>/hubs/live</c>: tells the pages that are open what happens. A client first catches up, then is told of everything that follows.</summary>
internal sealed class LiveHub(LiveConnections connections, NotificationFeed notifications, ExecutionListQuery executions, LivePass pass, LiveWake wake, TimeProvider clock)
    : Hub
{
    public const string Path = "/hubs/live";

    private const int MostWatched = 20;

    public override async Task OnConnectedAsync()
    {
        var user = Context.GetHttpContext()?.SignedIn() ?? throw new HubException("Nobody is signed in.");
        if (!connections.Add(new LiveConnection(Context, user, clock))) throw new HubException("Too many pages are open. Close some, and reload this one.");
        await base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        connections.Remove(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }

    /// <summary>What has happened to the user's notifications since a cursor.</summary>
    /// <param name="cursor">The last one that a message bore; <see langword="null"/> to begin now.</param>
    public async Task<NotificationMessage> CatchUp(string? cursor)
    {
        var me = connections.Get(Context.ConnectionId).User;
        Demand(me.Permissions.Contains("notifications:read"), "notifications:read");
        var ct = Context.ConnectionAborted;
        // What is committed between this and the first look comes twice, and not never.
        await pass.BeginAsync(ct);
        if (cursor is null) return new NotificationMessage(await notifications.NowAsync(ct), [], await notifications.UnreadAsync(me.Id, ct), IsComplete: true);
        if (!LiveCursor.IsOne(cursor)) throw new HubException("The cursor is none that a message bore. Begin with null.");
        var news = await notifications.ReadAsync([me.Id], cursor, ct);
        return new NotificationMessage(news.Cursor, news.Notifications, await notifications.UnreadAsync(me.Id, ct), news.IsComplete);
    }

    /// <summary>The newest executions of a workflow, and then each change of them, until <see cref="UnwatchWorkflow"/>.</summary>
    /// <param name="workflowId">The workflow's number.</param>
    public async Task<ExecutionsMessage> WatchWorkflow(long workflowId)
    {
        var connection = connections.Get(Context.ConnectionId);
        Demand(connection.User.Permissions.Contains("executions:read"), "executions:read");
        var told = new WatchedExecutions();
        var newest = told.Take((await executions.ReadAsync(new ExecutionFilter { WorkflowId = workflowId }, WatchedExecutions.Most, Context.ConnectionAborted)).Items);
        if (!connection.Watch(workflowId, told, MostWatched)) throw new HubException($"At most {MostWatched} workflows can be watched at once. Unwatch one first.");
        wake.Raise();
        return new ExecutionsMessage(workflowId, [.. newest.Select(ExecutionReport.Of)]);
    }

    /// <summary>Watches a workflow no more.</summary>
    /// <param name="workflowId">The workflow's number.</param>
    public void UnwatchWorkflow(long workflowId) => connections.Get(Context.ConnectionId).Unwatch(workflowId);

    /// <summary>Tells from now on when the list of workflows changes.</summary>
    public void WatchWorkflows()
    {
        var connection = connections.Get(Context.ConnectionId);
        Demand(connection.User.Permissions.Contains("workflows:read"), "workflows:read");
        connection.WatchesList = true;
    }

    /// <summary>Tells no more when the list of workflows changes.</summary>
    public void UnwatchWorkflows() => connections.Get(Context.ConnectionId).WatchesList = false;

    private static void Demand(bool isAllowed, string permission)
    {
        if (!isAllowed) throw new HubException($"It needs the permission '{permission}'.");
    }
}
