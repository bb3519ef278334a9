using Alforis.Crm.Data.Events;

namespace Alforis.Crm.Data.Executions;

/// <summary>An unfinished execution whose time has come to go on. Its row is locked. Immutable.</summary>
internal sealed record LiveExecution
{
    public required long Id { get; init; }

    public required long WorkflowId { get; init; }

    public required int WorkflowVersion { get; init; }

    public required string TriggerType { get; init; }

    /// <summary>Its event; the image is that of the row as it is now when it has slept, and missing when the row is gone.</summary>
    public required CrmEvent Source { get; init; }

    /// <summary>What became of the actions so far, as a JSON list.</summary>
    public required string Actions { get; init; }

    /// <summary>The position that it goes on at; of the step, when there is one.</summary>
    public required int Position { get; init; }

    /// <summary>The position of the first action that has not been tried.</summary>
    public int Next => Step is null ? Position : Position + 1;

    /// <summary>The step that it has waited for; <see langword="null"/> when it has waited for none.</summary>
    public FinishedStep? Step { get; init; }

    /// <summary>When its time came.</summary>
    public required DateTimeOffset WakeAt { get; init; }

    /// <summary>Whether it wakes from a delay.</summary>
    public required bool Wakes { get; init; }

    /// <summary>Whether it has slept, now or before.</summary>
    public required bool HasSlept { get; init; }

    /// <summary>Whether its conditions are to be asked again.</summary>
    public required bool Recheck { get; init; }

    /// <summary>The key of the step that an operator has tried again.</summary>
    public Guid? RetryKey { get; init; }

    /// <summary>Whether its workflow was deleted meanwhile.</summary>
    public required bool IsDeleted { get; init; }

    /// <summary>How often going on has failed.</summary>
    public required int Attempts { get; init; }

    /// <summary>The span of its beginning, as W3C traceparent; <see langword="null"/> when nobody listened then.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Whether the entity that it is about is gone.</summary>
    public bool IsOrphan => HasSlept && Source is { EntityType: not null, After: null };
}
