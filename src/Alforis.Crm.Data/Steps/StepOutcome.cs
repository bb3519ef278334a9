using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alforis.Crm.Data.Executions;

namespace Alforis.Crm.Data.Steps;

/// <summary>What is stored of an attempt: the step's new status and what the journal says.</summary>
/// <param name="Status"><c>success</c>, <c>failed</c>, or <c>pending</c> when it is tried again.</param>
/// <param name="Journal">The journal's word for it.</param>
internal sealed record StepOutcome(string Status, string Journal)
{
    /// <summary>The longest wait that the other side can ask for.</summary>
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromDays(1);

    private const int LongestError = 2000;

    /// <summary>As deep as others may nest what they answer, and deeper.</summary>
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 };

    /// <summary>The wait before it is tried again.</summary>
    public TimeSpan Wait { get; private init; }

    /// <summary>Nobody knows how it ended, so it does not count as an attempt.</summary>
    public bool IsLoss { get; private init; }

    public string? Error { get; private init; }

    /// <summary>A <see cref="FailureCode"/>.</summary>
    public string? ErrorCode { get; private init; }

    /// <summary>JSON.</summary>
    public string? Details { get; init; }

    public TimeSpan Duration { get; private init; }

    /// <summary>Decides what a result means for the step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="result">What its action made of it.</param>
    /// <param name="duration">How long that took.</param>
    /// <param name="random">From 0 inclusive to 1 exclusive.</param>
    public static StepOutcome Of(LeasedStep step, StepResult result, TimeSpan duration, double random)
    {
        var failures = step.Failures + 1;
        var outcome = result switch
        {
            { Succeeded: true } => new StepOutcome("success", "success"),
            { IsPermanent: true } => new StepOutcome("failed", "failed"),
            _ when failures >= step.MostAttempts => new StepOutcome("failed", "failed"),
            _ => new StepOutcome("pending", "retried") { Wait = WaitAfter(step, failures, result.RetryAfter, random) },
        };
        return outcome with { Error = Cut(result.Error), ErrorCode = result.ErrorCode, Details = Write(result.Details), Duration = duration };
    }

    /// <summary>The service stopped, or lost the lease, before the attempt had ended.</summary>
    public static StepOutcome Abandoned(string reason, TimeSpan duration) =>
        new("pending", "lease_lost") { IsLoss = true, Error = reason, ErrorCode = FailureCode.HostLost, Duration = duration };

    private static TimeSpan WaitAfter(LeasedStep step, int failures, TimeSpan? retryAfter, double random)
    {
        var wait = RetryWait.After(failures, step.FirstWait, step.MostWait, random);
        if (retryAfter is not { } asked) return wait;
        var bounded = asked < LongestRetryAfter ? asked : LongestRetryAfter;
        return wait > bounded ? wait : bounded;
    }

    /// <summary>What cannot be written is left out: that the call was made counts more.</summary>
    private static string? Write(JsonObject? details)
    {
        try
        {
            return details?.ToJsonString(Readable);
        }
        catch (Exception e) when (e is InvalidOperationException or JsonException)
        {
            return null;
        }
    }

    /// <summary>PostgreSQL's text has neither NUL nor half of a surrogate pair, and a message need not be a book.</summary>
    private static string? Cut(string? error)
    {
        if (error is null) return null;
        var text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(error.Replace('\0', '\uFFFD')));
        if (text.Length <= LongestError) return text;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[LongestError - 1]) ? LongestError - 1 : LongestError), "…");
    }
}
