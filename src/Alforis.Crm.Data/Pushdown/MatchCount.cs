using System.Collections.Immutable;

namespace Alforis.Crm.Data.Pushdown;

/// <summary>How many organisations or deals meet a workflow's filter and conditions now.</summary>
/// <param name="WorkflowId">The workflow.</param>
/// <param name="Outcome">What became of the question.</param>
public sealed record MatchCount(long WorkflowId, MatchOutcome Outcome)
{
    /// <summary>The workflow's name.</summary>
    public string? Name { get; init; }

    /// <summary>The version that was asked about, the current one.</summary>
    public int? Version { get; init; }

    /// <summary><c>organisation</c> or <c>deal</c>.</summary>
    public string? Entity { get; init; }

    /// <summary>How many there are; at most, when something is <see cref="NotCounted"/>.</summary>
    public long Count { get; init; }

    /// <summary>The rules that were evaluated in memory, because SQL cannot say them; empty when SQL alone counted.</summary>
    public ImmutableArray<string> InMemory { get; init; } = [];

    /// <summary>The rules that only an event can answer, because they look at what changed or at what it brings; they count as met.</summary>
    public ImmutableArray<string> NotCounted { get; init; } = [];

    /// <summary>The SQL that counted; for what is in memory, that which selects what is looked at.</summary>
    public string? Sql { get; init; }

    /// <summary>Why the workflow cannot run, as a sentence.</summary>
    public string? Detail { get; init; }
}

/// <summary>What became of the question how many match.</summary>
public enum MatchOutcome
{
    /// <summary>They were counted.</summary>
    Counted,

    /// <summary>There is no such workflow, or it is deleted.</summary>
    UnknownWorkflow,

    /// <summary>It runs for no entity.</summary>
    NoEntity,

    /// <summary>Its definition cannot run here.</summary>
    CannotRun,
}
