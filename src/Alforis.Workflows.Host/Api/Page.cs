namespace Alforis.Workflows.Host.Api;

/// <summary>A part of a list whose length is known.</summary>
/// <typeparam name="T">What it lists.</typeparam>
internal sealed record Page<T>
{
    /// <summary>How many there are in all, exactly.</summary>
    public required long Total { get; init; }

    /// <summary>How many were left out before these.</summary>
    public required int Skip { get; init; }

    /// <summary>How many there are here at most.</summary>
    public required int Limit { get; init; }

    /// <summary>These.</summary>
    public required IReadOnlyList<T> Items { get; init; }
}

/// <summary>A part of a list that is too long to be counted: the next part is asked for by where this one ends.</summary>
/// <typeparam name="T">What it lists.</typeparam>
internal sealed record Slice<T>
{
    /// <summary>These.</summary>
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>Whether more follow.</summary>
    public required bool HasMore { get; init; }

    /// <summary>What to send as <c>before</c> for the next part; <see langword="null"/> when none follows.</summary>
    public string? Next { get; init; }
}
