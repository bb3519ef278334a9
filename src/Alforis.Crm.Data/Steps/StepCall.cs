using System.Text.Json.Nodes;

namespace Alforis.Crm.Data.Steps;

/// <summary>One attempt of an outside-world step. Immutable but for <see cref="Settings"/>, which its receiver owns.</summary>
public sealed record StepCall
{
    /// <summary>The step's number.</summary>
    public required long StepId { get; init; }

    /// <summary>The number of its execution.</summary>
    public required long ExecutionId { get; init; }

    /// <summary>The number of its workflow.</summary>
    public required long WorkflowId { get; init; }

    /// <summary>The action's name within the workflow.</summary>
    public required string ActionId { get; init; }

    /// <summary>The kind of action, as definitions write it.</summary>
    public required string ActionType { get; init; }

    /// <summary>The settings, every placeholder filled in.</summary>
    public required JsonObject Settings { get; init; }

    /// <summary>The same for all attempts of the step, and for no other step: hand it to a receiver that should act once.</summary>
    public required Guid IdempotencyKey { get; init; }

    /// <summary>The number of the attempt, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>Type and numbers; nothing of the settings, which may hold what is nobody else's business.</summary>
    public override string ToString() => $"step {StepId} ({ActionType} '{ActionId}' of execution {ExecutionId}), attempt {Attempt}";
}
