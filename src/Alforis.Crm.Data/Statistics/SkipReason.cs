using System.Text.Json;

namespace Alforis.Crm.Data.Statistics;

/// <summary>Why a workflow did not fire.</summary>
/// <param name="Kind">
/// <c>condition</c>: a condition did not hold; <c>loop</c> and <c>chain_too_long</c>: its own doing set it off; <c>inactive</c>, <c>deleted</c> and <c>cannot_run</c>: it could not
/// run when its turn came; <c>refused</c>: an execution ended with a message; <c>unknown</c>: what the event was about is not known any more.
/// </param>
public sealed record SkipReason(string Kind)
{
    /// <summary>What the condition looks at.</summary>
    public string? Path { get; init; }

    /// <summary>How it compares.</summary>
    public string? Operator { get; init; }

    /// <summary>What it compares with, as JSON: the value of the definition, or in words where that is worked out anew each time, such as another field or an amount of time.</summary>
    public string? Expected { get; init; }

    /// <summary>What the execution says of itself.</summary>
    public string? Message { get; init; }

    /// <summary>The reason that recorded conditions give: the first that did not hold.</summary>
    /// <param name="rules">A list, as the history keeps it; <see langword="null"/> when none was kept.</param>
    internal static SkipReason OfRules(string? rules)
    {
        if (rules is null) return new SkipReason("unknown");
        using var document = JsonDocument.Parse(rules);
        foreach (var rule in document.RootElement.EnumerateArray())
        {
            if (!rule.TryGetProperty("holds", out var holds) || holds.ValueKind is not JsonValueKind.False) continue;
            var expected = rule.TryGetProperty("expected_path", out var path) || rule.TryGetProperty("expected_term", out path) || rule.TryGetProperty("expected", out path) ? path.GetRawText() : null;
            return new SkipReason("condition") { Path = rule.GetProperty("path").GetString(), Operator = rule.GetProperty("operator").GetString(), Expected = expected };
        }

        return new SkipReason("unknown");
    }
}

/// <summary>A reason with how often it was met.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Count">How often, among what was looked at.</param>
/// <param name="LastAt">When last.</param>
public sealed record CountedReason(SkipReason Reason, long Count, DateTimeOffset LastAt)
{
    /// <summary>The newest skipped execution of this reason, if one was kept.</summary>
    public long? ExecutionId { get; init; }

    /// <summary>The newest event of this reason.</summary>
    public long? EventId { get; init; }

    /// <summary>What that was about: <c>organisation</c>, <c>deal</c> or <see langword="null"/>.</summary>
    public string? EntityType { get; init; }

    /// <summary>Its number.</summary>
    public long? EntityId { get; init; }
}
