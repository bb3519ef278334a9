using System.Text;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Host.Api;

namespace Alforis.Workflows.Host.Endpoints.Workflows;

/// <summary>A stored workflow.</summary>
internal sealed record WorkflowAnswer
{
    private static readonly RawJson Empty = new("{}"u8.ToArray());
    private static readonly RawJson Null = new("null"u8.ToArray());

    /// <summary>The workflow's number.</summary>
    public required long Id { get; init; }

    /// <summary>Its name; no other workflow has it.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for; empty when the definition does not say.</summary>
    public required string Description { get; init; }

    /// <summary><c>draft</c>, <c>active</c> or <c>inactive</c>. An active workflow may be suspended, see <c>suspended_at</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The name of its trigger.</summary>
    public required string TriggerType { get; init; }

    /// <summary>The trigger's settings, as the definition has them.</summary>
    public required RawJson TriggerConfig { get; init; }

    /// <summary>The conditions, as the definition has them; <see langword="null"/> when it has none.</summary>
    public required RawJson Conditions { get; init; }

    /// <summary>The actions, as the definition has them.</summary>
    public required RawJson Actions { get; init; }

    /// <summary>Whether it is a model to copy from, which never runs.</summary>
    public required bool IsTemplate { get; init; }

    /// <summary>What it is filed under.</summary>
    public string? Category { get; init; }

    /// <summary>The time zone that its dates are meant in; <see langword="null"/> for Europe/Paris.</summary>
    public RawJson? TimeZone { get; init; }

    /// <summary>The culture that its templates write numbers and dates by; <see langword="null"/> for none.</summary>
    public RawJson? Locale { get; init; }

    /// <summary>The number of its current version, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The number of the user who created it; <see langword="null"/> for the command line.</summary>
    public long? CreatedBy { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it was last activated.</summary>
    public DateTimeOffset? ActivatedAt { get; init; }

    /// <summary>The number of the user under whose authority it runs; <see langword="null"/> for the operator on the command line.</summary>
    public long? ActivatedBy { get; init; }

    /// <summary>Their e-mail address.</summary>
    public string? ActivatedByEmail { get; init; }

    /// <summary>How many executions are finished, skipped ones not counted.</summary>
    public required long ExecutionCount { get; init; }

    /// <summary>How many of them succeeded.</summary>
    public required long SuccessCount { get; init; }

    /// <summary>How many of them failed.</summary>
    public required long FailedCount { get; init; }

    /// <summary>How many of them were cancelled.</summary>
    public required long CancelledCount { get; init; }

    /// <summary>How often it did not fire although an event concerned it.</summary>
    public required long SkippedCount { get; init; }

    /// <summary>The share of those that succeeded among those that succeeded or failed, 0 to 1; <see langword="null"/> before the first.</summary>
    public decimal? SuccessRate { get; init; }

    /// <summary>When it last ran.</summary>
    public DateTimeOffset? LastExecutionAt { get; init; }

    /// <summary>What it did on each of the last 14 days. Only in lists.</summary>
    public RecentDaysAnswer? RecentDays { get; init; }

    /// <summary>Since when it cannot run although it is active; <see langword="null"/> when it can.</summary>
    public DateTimeOffset? SuspendedAt { get; init; }

    /// <summary>Why, as a list of diagnostics.</summary>
    public RawJson? SuspendedReason { get; init; }

    /// <summary>Whether it is the subscription of a webhook target, which is changed with that alone.</summary>
    public required bool IsSubscription { get; init; }

    /// <summary>What was found when it was written that does not stand against it: warnings and notices. Only in answers to changes.</summary>
    public IReadOnlyList<ApiError>? Diagnostics { get; init; }

    public static WorkflowAnswer Of(StoredWorkflow w, IEnumerable<Diagnostic>? diagnostics = null)
    {
        var members = RawJson.Members(Encoding.UTF8.GetBytes(w.Definition), "trigger_config", "conditions", "actions", "time_zone", "locale");
        return new WorkflowAnswer
        {
            Id = w.Id,
            Name = w.Name,
            Description = w.Description,
            Status = w.Status,
            TriggerType = w.TriggerType,
            TriggerConfig = members.GetValueOrDefault("trigger_config", Empty),
            Conditions = members.GetValueOrDefault("conditions", Null),
            Actions = members.GetValueOrDefault("actions", Null),
            IsTemplate = w.IsTemplate,
            Category = w.Category,
            TimeZone = members.GetValueOrDefault("time_zone"),
            Locale = members.GetValueOrDefault("locale"),
            Version = w.Revision.Version,
            CreatedAt = w.CreatedAt,
            CreatedBy = w.CreatedBy,
            UpdatedAt = w.Revision.UpdatedAt,
            ActivatedAt = w.ActivatedAt,
            ActivatedBy = w.ActivatedBy,
            ActivatedByEmail = w.ActivatedByEmail,
            ExecutionCount = w.Succeeded + w.Failed + w.Cancelled,
            SuccessCount = w.Succeeded,
            FailedCount = w.Failed,
            CancelledCount = w.Cancelled,
            SkippedCount = w.Skipped,
            SuccessRate = w.Succeeded + w.Failed == 0 ? null : Math.Round((decimal)w.Succeeded / (w.Succeeded + w.Failed), 4),
            LastExecutionAt = w.LastExecutionAt,
            RecentDays = w.Recent is { } recent ? new RecentDaysAnswer { SuccessCounts = recent.Success, FailedCounts = recent.Failed, SkippedCounts = recent.Skipped } : null,
            SuspendedAt = w.SuspendedAt,
            SuspendedReason = RawJson.Of(w.SuspendedReason),
            IsSubscription = w.IsSubscription,
            Diagnostics = diagnostics is null ? null : [.. diagnostics.Select(Problem.ErrorOf)],
        };
    }
}

/// <summary>Counts of the last days (UTC), the oldest first, today last.</summary>
internal sealed record RecentDaysAnswer
{
    /// <summary>How many executions succeeded on each day.</summary>
    public required IReadOnlyList<long> SuccessCounts { get; init; }

    /// <summary>How many failed.</summary>
    public required IReadOnlyList<long> FailedCounts { get; init; }

    /// <summary>How often it did not fire although an event concerned it.</summary>
    public required IReadOnlyList<long> SkippedCounts { get; init; }
}
