using System.Text.RegularExpressions;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>A regular expression, made once. Two are equal when their text and options are.</summary>
/// <param name="Pattern">Its text.</param>
/// <param name="IgnoresCase">Whether case is disregarded.</param>
internal sealed record BoundPattern(string Pattern, bool IgnoresCase) : BoundOperand
{
    /// <summary>Searches in time that grows with the text only, whatever the pattern.</summary>
#pragma warning disable MA0009 // It never backtracks, and a timeout would be an exception in the middle of an event.
    public Regex Regex { get; } = new(
        Pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | (IgnoresCase ? RegexOptions.IgnoreCase : RegexOptions.None));
#pragma warning restore MA0009

    public bool Equals(BoundPattern? other) => other is not null && Pattern == other.Pattern && IgnoresCase == other.IgnoresCase;

    public override int GetHashCode() => HashCode.Combine(Pattern, IgnoresCase);

    public override string ToString() => "/" + Pattern + "/";
}
