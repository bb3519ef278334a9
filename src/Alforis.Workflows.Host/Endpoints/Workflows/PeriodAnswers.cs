using Alforis.Crm.Data.Statistics;
using Alforis.Workflows.Host.Api;

namespace Alforis.Workflows.Host.Endpoints.Workflows;

/// <summary>What a workflow did in the last days.</summary>
internal sealed record PeriodAnswer
{
    /// <summary>The workflow's number.</summary>
    public required long WorkflowId { get; init; }

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

    /// <summary>The share of those that succeeded among those that succeeded or failed, 0 to 1.</summary>
    public decimal? SuccessRate { get; init; }

    /// <summary>How long an execution took on average, in milliseconds, waits not counted.</summary>
    public double? AverageDurationMs { get; init; }

    /// <summary>Half of the executions took at most so many milliseconds, within 5 %.</summary>
    public double? MedianDurationMs { get; init; }

    /// <summary>95 of 100 executions took at most so many milliseconds, within 5 %.</summary>
    public double? P95DurationMs { get; init; }

    /// <summary>Each day, the oldest first; also those on which nothing happened.</summary>
    public required IReadOnlyList<WorkflowDayAnswer> Days { get; init; }

    /// <summary>How long executions took, the shortest first; also lengths that none has. Edges are exact within 5 %.</summary>
    public required IReadOnlyList<DurationRangeAnswer> Durations { get; init; }

    /// <summary>What happened to the workflow itself, the oldest first; the newest 100.</summary>
    public required IReadOnlyList<WorkflowMarkAnswer> Marks { get; init; }

    public static PeriodAnswer Of(long id, WorkflowPeriod period)
    {
        var (success, failed, cancelled) = (period.Days.Sum(d => d.Success), period.Days.Sum(d => d.Failed), period.Days.Sum(d => d.Cancelled));
        var timed = period.Durations.Total;
        return new PeriodAnswer
        {
            WorkflowId = id,
            ExecutionCount = success + failed + cancelled,
            SuccessCount = success,
            FailedCount = failed,
            CancelledCount = cancelled,
            SkippedCount = period.Days.Sum(d => d.Skipped),
            SuccessRate = success + failed == 0 ? null : Math.Round((decimal)success / (success + failed), 4),
            AverageDurationMs = timed == 0 ? null : period.Days.Sum(d => d.Duration.TotalMilliseconds) / timed,
            MedianDurationMs = period.Durations.Percentile(0.5)?.TotalMilliseconds,
            P95DurationMs = period.Durations.Percentile(0.95)?.TotalMilliseconds,
            Days = [.. period.Days.Select(d => new WorkflowDayAnswer { Day = d.Day, SuccessCount = d.Success, FailedCount = d.Failed, SkippedCount = d.Skipped, CancelledCount = d.Cancelled })],
            Durations = [.. period.Durations.Ranges.Select(r => new DurationRangeAnswer { FromMs = r.From.TotalMilliseconds, ToMs = r.To?.TotalMilliseconds, ExecutionCount = r.Executions })],
            Marks = [.. period.Marks.Select(m => new WorkflowMarkAnswer { At = m.At, Kind = m.Kind, Version = m.Version })],
        };
    }
}

/// <summary>What a workflow did on a day.</summary>
internal sealed record WorkflowDayAnswer
{
    /// <summary>The day (UTC).</summary>
    public required DateOnly Day { get; init; }

    /// <summary>How many executions succeeded.</summary>
    public required long SuccessCount { get; init; }

    /// <summary>How many failed.</summary>
    public required long FailedCount { get; init; }

    /// <summary>How often it did not fire although an event concerned it.</summary>
    public required long SkippedCount { get; init; }

    /// <summary>How many were cancelled.</summary>
    public required long CancelledCount { get; init; }
}

/// <summary>Executions of a length.</summary>
internal sealed record DurationRangeAnswer
{
    /// <summary>They took at least so many milliseconds.</summary>
    public required double FromMs { get; init; }

    /// <summary>They took less than so many milliseconds; <see langword="null"/> for no bound.</summary>
    public double? ToMs { get; init; }

    /// <summary>How many there are.</summary>
    public required long ExecutionCount { get; init; }
}

/// <summary>Something that happened to a workflow itself.</summary>
internal sealed record WorkflowMarkAnswer
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary><c>version</c>, <c>activated</c>, <c>deactivated</c> or, while it lasts, <c>suspended</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The version that was written, activated or suspended.</summary>
    public int? Version { get; init; }
}

/// <summary>Why a workflow failed, and why it did not fire.</summary>
internal sealed record CausesAnswer
{
    /// <summary>Among how many failures the causes were counted.</summary>
    public required long FailuresLookedAt { get; init; }

    /// <summary>The most frequent causes of failures. Those that say the same but for numbers and quoted values are one.</summary>
    public required IReadOnlyList<FailureCauseAnswer> Failures { get; init; }

    /// <summary>Among how many times that it did not fire the reasons were counted.</summary>
    public required long SkipsLookedAt { get; init; }

    /// <summary>The most frequent reasons why it did not fire.</summary>
    public required IReadOnlyList<SkipReasonAnswer> Skips { get; init; }
}

/// <summary>Failures of one cause.</summary>
internal sealed record FailureCauseAnswer
{
    /// <summary>What the newest of them says, at most 300 characters.</summary>
    public required string Message { get; init; }

    /// <summary>Why the newest of them failed: one of the codes in docs/executions.md.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>How many there are.</summary>
    public required long Count { get; init; }

    /// <summary>The newest of them.</summary>
    public required long ExecutionId { get; init; }

    /// <summary>When that was recorded.</summary>
    public required DateTimeOffset LastAt { get; init; }
}

/// <summary>A reason why a workflow did not fire.</summary>
internal sealed record SkipReasonAnswer
{
    /// <summary>
    /// <c>condition</c>: one did not hold, the first of them is named; <c>loop</c> or <c>chain_too_long</c>: its own doing set it off; <c>inactive</c>, <c>deleted</c> or
    /// <c>cannot_run</c>: it could not run when its turn came; <c>refused</c>: see <c>message</c>; <c>unknown</c>: it cannot be told any more.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>What the condition looks at.</summary>
    public string? Path { get; init; }

    /// <summary>How it compares.</summary>
    public string? Operator { get; init; }

    /// <summary>What it compares with.</summary>
    public RawJson? Expected { get; init; }

    /// <summary>What the execution says.</summary>
    public string? Message { get; init; }

    /// <summary>How often.</summary>
    public required long Count { get; init; }

    /// <summary>When last.</summary>
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>A skipped execution of this reason; <see langword="null"/> where only events tell of it.</summary>
    public long? ExecutionId { get; init; }

    /// <summary>An event of this reason.</summary>
    public long? EventId { get; init; }

    /// <summary>The type of what that was about.</summary>
    public string? EntityType { get; init; }

    /// <summary>Its number.</summary>
    public long? EntityId { get; init; }

    public static SkipReasonAnswer Of(CountedReason counted) => new()
    {
        Kind = counted.Reason.Kind,
        Path = counted.Reason.Path,
        Operator = counted.Reason.Operator,
        Expected = RawJson.Of(counted.Reason.Expected),
        Message = counted.Reason.Message,
        Count = counted.Count,
        LastAt = counted.LastAt,
        ExecutionId = counted.ExecutionId,
        EventId = counted.EventId,
        EntityType = counted.EntityType,
        EntityId = counted.EntityId,
    };
}
