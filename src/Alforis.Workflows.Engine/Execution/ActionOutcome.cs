using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Definitions;

namespace Alforis.Workflows.Engine.Execution;

/// <summary>How an action ended.</summary>
public enum ActionStatus
{
    /// <summary>It was done.</summary>
    Succeeded,

    /// <summary>It could not be done.</summary>
    Failed,

    /// <summary>It was not tried.</summary>
    Skipped,
}

/// <summary>Why an action was not tried.</summary>
public enum SkipReason
{
    /// <summary>Its <c>when</c> does not hold.</summary>
    When,

    /// <summary>An action before it failed, and does not say <c>continue</c>.</summary>
    EarlierFailure,
}

/// <summary>What became of an action. Immutable.</summary>
public sealed record ActionOutcome
{
    /// <summary>The action as it was planned, with its settings.</summary>
    public required PlannedAction Action { get; init; }

    /// <summary>How it ended.</summary>
    public required ActionStatus Status { get; init; }

    /// <summary>Its name within the workflow.</summary>
    public string Id => Action.Id;

    /// <summary>The kind of action.</summary>
    public string Type => Action.Type;

    /// <summary>Why it failed, as a sentence; <see langword="null"/> when it did not.</summary>
    public string? Error { get; init; }

    /// <summary>The exception that it failed by; a <see cref="TimeoutException"/> when its time was up; <see langword="null"/> when there is none.</summary>
    public Exception? Exception { get; init; }

    /// <summary>Why it was not tried; <see langword="null"/> when it was.</summary>
    public SkipReason? SkipReason { get; init; }

    /// <summary>What its handler hands to the caller.</summary>
    public object? Value { get; init; }

    /// <summary>How long it took; zero when it was not tried.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Whether it failed and keeps those behind it from being tried.</summary>
    public bool Stops => Status == ActionStatus.Failed && Action.OnError == ErrorPolicy.Stop;

    /// <summary>Type, name and status.</summary>
    public override string ToString() => $"{Type} '{Id}': {Status}";
}
