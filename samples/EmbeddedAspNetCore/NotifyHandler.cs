using System.Collections.Concurrent;
using Alforis.Workflows.Engine.Execution;

namespace EmbeddedAspNetCore;

/// <summary>Does <c>notify</c>. A service like any other: it is scoped to an execution, and may ask for whatever is registered.</summary>
internal sealed class NotifyHandler(Inbox inbox, ILogger<NotifyHandler> logger) : IActionHandler<NotifySettings>
{
    public ValueTask<ActionResult> ExecuteAsync(ActionInvocation<NotifySettings> invocation, CancellationToken cancellationToken)
    {
        var (team, message) = (invocation.Settings.Team, invocation.Settings.Message);

        // The key is the same when the event is posted again, so nobody is told twice.
        var isNew = inbox.Messages.TryAdd(invocation.IdempotencyKey, $"{team}: {message}");
        logger.LogInformation("{Team} is told (new: {IsNew})", team, isNew);
        return ValueTask.FromResult(ActionResult.Success(new { team, is_new = isNew }));
    }
}

/// <summary>Where messages go in this sample.</summary>
internal sealed class Inbox
{
    public ConcurrentDictionary<string, string> Messages { get; } = new(StringComparer.Ordinal);
}
