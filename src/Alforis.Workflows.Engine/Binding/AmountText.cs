using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>The text of an amount of time, taken apart: <c>-30 days</c>, <c>7 days</c>. The one reader of all amounts.</summary>
/// <param name="Sign">The sign as written; empty for none.</param>
/// <param name="Digits">The count as written.</param>
/// <param name="UnitName">The unit as written.</param>
internal sealed partial record AmountText(string Sign, string Digits, string UnitName)
{
    /// <summary>Longer text is no amount of time, and white space in it would cost its length squared.</summary>
    private const int Longest = 100;

    /// <summary>The words for units, in the plural.</summary>
    private static readonly string[] Units = [.. Enum.GetNames<TimeUnit>().Select(n => n.ToLowerInvariant())];

    /// <summary>French words: the nearest English one may be another unit (<c>jours</c>, <c>hours</c>).</summary>
    private static readonly FrozenDictionary<string, string> French = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["seconde"] = "second",
        ["secondes"] = "seconds",
        ["heure"] = "hour",
        ["heures"] = "hours",
        ["jour"] = "day",
        ["jours"] = "days",
        ["semaine"] = "week",
        ["semaines"] = "weeks",
        ["mois"] = "months",
        ["an"] = "year",
        ["ans"] = "years",
        ["année"] = "year",
        ["années"] = "years",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it lies in the past. The minus sign may be typographic, as word processors make it.</summary>
    public bool IsNegative => Sign is "-" or "\u2212";

    /// <summary>The unit, singular or plural and in any case; <see langword="null"/> when there is no such unit.</summary>
    public TimeUnit? Unit
    {
        get
        {
            var index = Array.FindIndex(
                Units, u => u.Equals(UnitName, StringComparison.OrdinalIgnoreCase) || u.AsSpan(0, u.Length - 1).Equals(UnitName, StringComparison.OrdinalIgnoreCase));
            return index < 0 ? null : (TimeUnit)index;
        }
    }

    /// <summary>What to write when there is no such unit; <see langword="null"/> when nothing is near.</summary>
    public string? SuggestUnit() => French.GetValueOrDefault(UnitName) is { } unit ? $"Write \"{Sign}{Digits} {unit}\"." : NearestName.Suggest(UnitName, Units);

    /// <summary>The parts, or <see langword="null"/> when it is not a whole number and a word.</summary>
    public static AmountText? Read(string text)
    {
        if (text.Length > Longest || Pattern().Match(text) is not { Success: true } match) return null;
        return new AmountText(match.Groups["sign"].Value, match.Groups["count"].Value, match.Groups["unit"].Value);
    }

    /// <summary>The count without its sign, or <see langword="null"/> when it is larger.</summary>
    /// <param name="most">The largest count.</param>
    public long? CountUpTo(long most) =>
        long.TryParse(Digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= most ? count : null;

    [GeneratedRegex(@"^\s*(?<sign>[+\-−]?)\s*(?<count>[0-9]+)\s*(?<unit>\p{L}+)\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
