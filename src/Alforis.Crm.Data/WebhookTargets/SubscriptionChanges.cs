using System.Collections.Immutable;

namespace Alforis.Crm.Data.WebhookTargets;

/// <summary>What was done so that there is a workflow for each subscription, and for nothing else.</summary>
public sealed record SubscriptionChanges
{
    /// <summary>Nothing had to be done.</summary>
    public static readonly SubscriptionChanges None = new();

    /// <summary>The workflows that were made, or written anew because their target has another name or state.</summary>
    public ImmutableArray<long> Written { get; init; } = [];

    /// <summary>The workflows that were ended.</summary>
    public ImmutableArray<long> Ended { get; init; } = [];

    /// <summary>Subscriptions that no workflow can be made for, and why: a sentence for each.</summary>
    public ImmutableArray<string> Problems { get; init; } = [];
}
