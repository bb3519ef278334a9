using Alforis.Crm.Data.Attention;
using Alforis.Crm.Data.Executions;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Reports;

namespace Alforis.Workflows.Host.Endpoints.Attention;

/// <summary>What waits for somebody.</summary>
internal sealed record AttentionAnswer
{
    /// <summary>When it was read.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Failures by workflow and cause, the newest first; at most 200 groups.</summary>
    public required IReadOnlyList<FailureGroupAnswer> Failures { get; init; }

    /// <summary>Whether there are more groups.</summary>
    public required bool HasMore { get; init; }

    /// <summary>Active workflows that cannot run, the last first; <see langword="null"/> for who may not read workflows.</summary>
    public IReadOnlyList<SuspendedAnswer>? Suspended { get; init; }

    /// <summary>How many events were given up; <see langword="null"/> for who may not read events.</summary>
    public long? ParkedCount { get; init; }

    /// <summary>Workflows that want to make more calls than they may in an hour, those first that have waited longest; at most 200.</summary>
    public required IReadOnlyList<HeldAnswer> Held { get; init; }
}

/// <summary>Failures of one workflow that say the same but for numbers and quoted values.</summary>
internal sealed record FailureGroupAnswer
{
    /// <summary>The workflow's number.</summary>
    public required long WorkflowId { get; init; }

    /// <summary>Its name.</summary>
    public required string WorkflowName { get; init; }

    /// <summary>What they say, as a key: the same text but for numbers and quoted values has the same.</summary>
    public required Guid CauseKey { get; init; }

    /// <summary>What the newest of them says, at most 300 characters.</summary>
    public required string Message { get; init; }

    /// <summary>Why the newest of them failed: one of the codes in docs/executions.md.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>How many there are, counted up to 10,000.</summary>
    public required long Count { get; init; }

    /// <summary>Whether there are more than that.</summary>
    public required bool CountIsMore { get; init; }

    /// <summary>When the oldest of them was recorded.</summary>
    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>When the newest of them was recorded.</summary>
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>The newest of them.</summary>
    public required long ExecutionId { get; init; }

    /// <summary>Who has said that they are expected; <see langword="null"/> when nobody has.</summary>
    public MuteAnswer? Muted { get; init; }

    public static FailureGroupAnswer Of(FailureGroup group) => new()
    {
        WorkflowId = group.WorkflowId,
        WorkflowName = group.WorkflowName,
        CauseKey = group.Cause,
        Message = group.Message,
        ErrorCode = group.ErrorCode,
        Count = Math.Min(group.Count, AttentionQuery.MostCounted),
        CountIsMore = group.Count > AttentionQuery.MostCounted,
        FirstAt = group.FirstAt,
        LastAt = group.LastAt,
        ExecutionId = group.ExecutionId,
        Muted = group.Mute is { } mute ? MuteAnswer.Of(mute) : null,
    };
}

/// <summary>Somebody has said that failures are expected.</summary>
internal sealed record MuteAnswer
{
    /// <summary>Who.</summary>
    public required string By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Why.</summary>
    public string? Note { get; init; }

    /// <summary>When that ends; <see langword="null"/> when somebody has to end it.</summary>
    public DateTimeOffset? Until { get; init; }

    public static MuteAnswer Of(FailureMute mute) => new() { By = mute.Actor, At = mute.At, Note = mute.Note, Until = mute.Until };
}

/// <summary>An active workflow that cannot run.</summary>
internal sealed record SuspendedAnswer
{
    /// <summary>The workflow's number.</summary>
    public required long WorkflowId { get; init; }

    /// <summary>Its name.</summary>
    public required string WorkflowName { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset SuspendedAt { get; init; }

    /// <summary>Why: diagnostics of its definition.</summary>
    public required RawJson SuspendedReason { get; init; }

    public static SuspendedAnswer Of(SuspendedWorkflow workflow) =>
        new() { WorkflowId = workflow.Id, WorkflowName = workflow.Name, SuspendedAt = workflow.At, SuspendedReason = RawJson.List(workflow.Reason) };
}

/// <summary>How much waits for somebody. Muted failures are not counted.</summary>
internal sealed record AttentionCountsAnswer
{
    /// <summary>All of the following.</summary>
    public required long Count { get; init; }

    /// <summary>How many pairs of workflow and cause failed, among the first 1,000.</summary>
    public required long FailureGroupCount { get; init; }

    /// <summary>How many workflows want to make more calls than they may in an hour.</summary>
    public required long HeldCount { get; init; }

    /// <summary>How many active workflows cannot run; <see langword="null"/> for who may not read workflows.</summary>
    public long? SuspendedCount { get; init; }

    /// <summary>How many events were given up; <see langword="null"/> for who may not read events.</summary>
    public long? ParkedCount { get; init; }
}

/// <summary>What came of trying failures again.</summary>
internal sealed record AttentionRetryAnswer
{
    /// <summary>How many go on from where they failed.</summary>
    public required int RetriedCount { get; init; }

    /// <summary>Those that were left as they are, by why. Those that somebody else is trying again are in none.</summary>
    public required IReadOnlyList<LeftAnswer> Left { get; init; }

    /// <summary>What to send as <c>after</c> to have the rest tried again; <see langword="null"/> when all were looked at.</summary>
    public string? Next { get; init; }

    public static AttentionRetryAnswer Of(FailureRetryReport report) => new()
    {
        RetriedCount = report.Retried,
        Left = [.. report.Left.Select(l => new LeftAnswer { Reason = Name(l.Key), Count = l.Value })],
        Next = report.Next is { } place ? ListCursor.Format(place.CreatedAt, place.Id) : null,
    };

    private static string Name(RetryAnswer answer) => answer switch
    {
        RetryAnswer.EventGone => "event_gone",
        RetryAnswer.WorkflowGone => "workflow_gone",
        RetryAnswer.NotPermitted => "not_permitted",
        RetryAnswer.NotFailed => "not_failed",
        _ => "unknown",
    };
}

/// <summary>Failures that were not tried again.</summary>
internal sealed record LeftAnswer
{
    /// <summary><c>event_gone</c>: the log has their event no more; <c>workflow_gone</c>; <c>not_permitted</c>: the workflow does something that one may not do by hand; <c>not_failed</c>; <c>unknown</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>How many.</summary>
    public required int Count { get; init; }
}
