using System.Collections.Immutable;

namespace Alforis.Crm.Data.WebhookTargets;

/// <summary>Where webhooks go, as it is stored; everything that is sealed is encrypted for <see cref="Origin"/> alone. Immutable.</summary>
public sealed record WebhookTarget
{
    /// <summary>Its number; 0 before it is stored.</summary>
    public long Id { get; init; }

    /// <summary>What definitions call it; see <see cref="TargetName"/>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, at most 2000 characters.</summary>
    public string Description { get; init; } = "";

    /// <summary>Scheme, host and port, such as <c>https://hooks.example</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>The whole address, encrypted.</summary>
    public required string SealedUrl { get; init; }

    /// <summary>A JSON object of headers, encrypted; <see langword="null"/> for none.</summary>
    public string? SealedHeaders { get; init; }

    /// <summary>The encrypted secrets that sign, the newest first; none when nothing is signed.</summary>
    public ImmutableArray<string> SealedSecrets { get; init; } = [];

    /// <summary>The types of events that are sent to it without a workflow being written; not read with it.</summary>
    public ImmutableArray<string> EventTypes { get; init; } = [];

    /// <summary>Whether it is called.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Why it is not, when the receiver was the reason.</summary>
    public string? InactiveReason { get; init; }

    /// <summary>The name; nothing that is sealed.</summary>
    public override string ToString() => $"target '{Name}'";
}
