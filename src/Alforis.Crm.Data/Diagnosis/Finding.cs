using System.Collections.Immutable;

namespace Alforis.Crm.Data.Diagnosis;

/// <summary>What one check found. Immutable.</summary>
/// <param name="Check">The check, in a word.</param>
/// <param name="State">How bad it is.</param>
/// <param name="Says">What is the case, in a sentence.</param>
public sealed record Finding(string Check, FindingState State, string Says)
{
    /// <summary>What it means and what to do; <see langword="null"/> when nothing is to be done.</summary>
    public string? Advice { get; init; }

    /// <summary>Which ones it is about, one a line, as far as there is room; texts of theirs are somebody else's.</summary>
    /// <value>none</value>
    public ImmutableArray<string> Details { get; init; } = [];

    /// <summary>The figures behind it, for programs; times in seconds.</summary>
    /// <value>none</value>
    public ImmutableSortedDictionary<string, double> Figures { get; init; } = ImmutableSortedDictionary<string, double>.Empty;
}
