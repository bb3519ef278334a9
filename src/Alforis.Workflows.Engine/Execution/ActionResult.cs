namespace Alforis.Workflows.Engine.Execution;

/// <summary>What a handler made of an action. Immutable.</summary>
public sealed record ActionResult
{
    private static readonly ActionResult Done = new(null, null);

    private ActionResult(object? value, string? error)
    {
        Value = value;
        Error = error;
    }

    /// <summary>Whether the action was done.</summary>
    public bool Succeeded => Error is null;

    /// <summary>What the handler hands to the caller, such as the number of a ticket; <see langword="null"/> for nothing.</summary>
    public object? Value { get; }

    /// <summary>Why it could not be done, as a sentence; <see langword="null"/> when it was.</summary>
    public string? Error { get; }

    /// <summary>The action was done.</summary>
    /// <param name="value">What to hand to the caller.</param>
    public static ActionResult Success(object? value = null) => value is null ? Done : new(value, null);

    /// <summary>The action could not be done. An exception says the same; this is for what is expected to happen.</summary>
    /// <param name="error">Why, as a sentence for the operator.</param>
    /// <exception cref="ArgumentException">The sentence is empty.</exception>
    public static ActionResult Failure(string error)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(error);
        return new(null, error);
    }
}
