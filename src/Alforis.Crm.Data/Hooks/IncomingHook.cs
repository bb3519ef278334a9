using System.Collections.Immutable;

namespace Alforis.Crm.Data.Hooks;

/// <summary>A hook that takes calls.</summary>
public sealed record IncomingHook
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>The last part of its address.</summary>
    public required string Slug { get; init; }

    /// <summary>How its calls prove where they come from.</summary>
    public required HookKind Kind { get; init; }

    /// <summary>The event of calls whose payload names none.</summary>
    public required string Event { get; init; }

    /// <summary>The secrets that are good, the oldest first.</summary>
    public required ImmutableArray<HookSecret> Secrets { get; init; }
}
