using System.Text.Json.Nodes;
using Alforis.Crm.Data.Executions;

namespace Alforis.Crm.Data.Steps;

/// <summary>What came of an attempt. Immutable.</summary>
public sealed record StepResult
{
    private StepResult()
    {
    }

    /// <summary>Whether it was done.</summary>
    public bool Succeeded => Error is null;

    /// <summary>Why it was not done, as a sentence for people; <see langword="null"/> when it was.</summary>
    public string? Error { get; private init; }

    /// <summary>The same as a <see cref="FailureCode"/>; <see langword="null"/> when it was done.</summary>
    public string? ErrorCode { get; private init; }

    /// <summary>Whether trying again would be in vain.</summary>
    public bool IsPermanent { get; private init; }

    /// <summary>The earliest time for another attempt, when the other side has named one; <see langword="null"/> for the usual wait.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>What history keeps of it, such as the HTTP status; <see langword="null"/> for nothing.</summary>
    public JsonObject? Details { get; private init; }

    /// <summary>It was done.</summary>
    /// <param name="details">What history keeps of it.</param>
    public static StepResult Success(JsonObject? details = null) => new() { Details = details };

    /// <summary>It was not done, and another attempt may succeed: a server that is away, a full mailbox.</summary>
    /// <param name="code">Why, as a <see cref="FailureCode"/>.</param>
    /// <param name="error">Why, as a sentence for people.</param>
    /// <param name="retryAfter">The earliest time for another attempt, from now; <see langword="null"/> for the usual wait.</param>
    /// <param name="details">What history keeps of it.</param>
    /// <exception cref="ArgumentException">The code or the sentence is empty.</exception>
    public static StepResult Transient(string code, string error, TimeSpan? retryAfter = null, JsonObject? details = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        ArgumentException.ThrowIfNullOrWhiteSpace(error);
        return new() { Error = error, ErrorCode = code, RetryAfter = retryAfter, Details = details };
    }

    /// <summary>It was not done, and never will be as it is: a recipient that does not exist, a request that is refused.</summary>
    /// <param name="code">Why, as a <see cref="FailureCode"/>.</param>
    /// <param name="error">Why, as a sentence for people.</param>
    /// <param name="details">What history keeps of it.</param>
    /// <exception cref="ArgumentException">The code or the sentence is empty.</exception>
    public static StepResult Permanent(string code, string error, JsonObject? details = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        ArgumentException.ThrowIfNullOrWhiteSpace(error);
        return new() { Error = error, ErrorCode = code, IsPermanent = true, Details = details };
    }
}
