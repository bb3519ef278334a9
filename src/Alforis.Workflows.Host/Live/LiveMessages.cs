using Alforis.Workflows.Host.Reports;
using Alforis.Crm.Data.Live;
using Alforis.Workflows.Host.Commands.Executions;
using Microsoft.AspNetCore.SignalR;

namespace Alforis.Workflows.Host.Live;

/// <summary>What clients of the hub are told. Not an interface of the hub's: SignalR implements only public ones.</summary>
internal static class LiveMessages
{
    /// <summary>Notifications of the user have been made or read.</summary>
    public static Task TellNotificationsAsync(this IClientProxy client, NotificationMessage message, CancellationToken ct) => client.SendAsync("Notifications", message, ct);

    /// <summary>Executions of a watched workflow have begun, gone on or ended.</summary>
    public static Task TellExecutionsAsync(this IClientProxy client, ExecutionsMessage message, CancellationToken ct) => client.SendAsync("Executions", message, ct);

    /// <summary>Workflows have been made, changed, switched or deleted: read the list again.</summary>
    public static Task TellWorkflowsChangedAsync(this IClientProxy client, CancellationToken ct) => client.SendAsync("WorkflowsChanged", ct);

    /// <summary>The session has ended; the connection is closed.</summary>
    public static Task TellSessionEndedAsync(this IClientProxy client, CancellationToken ct) => client.SendAsync("SessionEnded", ct);
}

/// <summary>Notifications of a user, new or changed.</summary>
/// <param name="Cursor">Where this ends; send it with <c>CatchUp</c> after a break.</param>
/// <param name="Notifications">By number; one may come twice.</param>
/// <param name="UnreadCount">How many the user has not read.</param>
/// <param name="IsComplete">Whether these are all since the last cursor; when not, read the list again.</param>
internal sealed record NotificationMessage(string Cursor, IReadOnlyList<LiveNotification> Notifications, long UnreadCount, bool IsComplete);

/// <summary>Executions of a workflow, new or changed.</summary>
/// <param name="WorkflowId">The workflow.</param>
/// <param name="Executions">As lists of executions have them, oldest first.</param>
internal sealed record ExecutionsMessage(long WorkflowId, IReadOnlyList<ExecutionReport> Executions);
