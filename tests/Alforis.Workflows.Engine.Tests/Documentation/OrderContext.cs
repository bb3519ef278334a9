using System.Collections.Concurrent;
using Alforis.Workflows.Engine.Execution;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Tests.Documentation;

public sealed record Order(string Customer, decimal Total, DateOnly? DueDate);

public sealed record OrderContext(Order Order);

public sealed record NotifySettings
{
    public required string Message { get; init; }

    [Setting(Choices = ["sales", "support"])]
    public string? Team { get; init; }
}

public sealed class NotifyHandler(Mailbox mailbox) : IActionHandler<NotifySettings>
{
    public async ValueTask<ActionResult> ExecuteAsync(ActionInvocation<NotifySettings> invocation, CancellationToken cancellationToken)
    {
        var ticket = await mailbox.SendAsync(invocation.Settings.Message, invocation.IdempotencyKey, cancellationToken);
        return ticket is null ? ActionResult.Failure("The mailbox is full.") : ActionResult.Success(ticket);
    }
}

/// <summary>Where the example's handler sends to.</summary>
public sealed class Mailbox
{
    private const int Capacity = 100;

    private readonly ConcurrentDictionary<string, string> tickets = new(StringComparer.Ordinal);

    public Task<string?> SendAsync(string message, string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(tickets.Count < Capacity ? tickets.GetOrAdd(key, k => $"ticket of {k}: {message}") : null);
    }
}
