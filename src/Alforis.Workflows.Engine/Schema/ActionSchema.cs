using System.Collections.Immutable;

namespace Alforis.Workflows.Engine.Schema;

/// <summary>A kind of action: its name and settings. Immutable, thread-safe.</summary>
public sealed record ActionSchema
{
    /// <summary>The name in <c>type</c>, for example <c>create_task</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The settings, in declaration order.</summary>
    public required ImmutableArray<SettingSchema> Settings { get; init; }

    /// <summary>Which settings exclude or require one another.</summary>
    public ImmutableArray<SettingGroup> Groups { get; init; } = [];

    /// <summary>Settings that people expect and that it does not have.</summary>
    public ImmutableArray<RefusedSetting> Refused { get; init; } = [];

    /// <summary>Whether <c>entity_type</c> and <c>entity_id</c> may name an entity of the context as the target.</summary>
    public bool HasTarget { get; init; }

    /// <summary>Whether it is refused where a workflow sees no entity to act on; only with <see cref="HasTarget"/>.</summary>
    public bool RequiresTarget { get; init; }

    /// <summary>
    /// Whether it reaches outside, such as an e-mail: it may fail for a while, so that definitions may say in <c>retry</c> how often it is tried.
    /// Only where <see cref="WorkflowSchema.AllowsDelays"/>.
    /// </summary>
    public bool IsOutside { get; init; }
}

/// <summary>Of these settings at least <paramref name="Least"/> and at most <paramref name="Most"/> must be given.</summary>
/// <param name="Settings">The settings' names.</param>
/// <param name="Least">The smallest number, inclusive.</param>
/// <param name="Most">The largest number, inclusive.</param>
public sealed record SettingGroup(ImmutableArray<string> Settings, int Least, int Most)
{
    /// <summary>The setting beside which the number is asked for; <see langword="null"/> for always.</summary>
    public string? Beside { get; init; }

    /// <summary>Says whether more than <see cref="Most"/> agree, so that the first can be taken; <see langword="null"/> where they may not be given.</summary>
    public ISettingAgreement? Agreement { get; init; }
}

/// <summary>A setting that people expect and that there is not.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Problem">Why it is refused, as a sentence.</param>
/// <param name="Cure">What to write instead, as a sentence.</param>
public sealed record RefusedSetting(string Name, string Problem, string Cure);
