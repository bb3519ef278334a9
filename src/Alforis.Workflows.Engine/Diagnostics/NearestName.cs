using System.Globalization;
using System.Text;

namespace Alforis.Workflows.Engine.Diagnostics;

/// <summary>Finds the name that was probably meant, by Damerau's edit distance on folded text.</summary>
internal static class NearestName
{
    /// <summary>Longer input is not a typing mistake, and the distance costs length × length.</summary>
    private const int LongestInput = 80;

    /// <summary>Of more names nobody has mistyped one; an enumeration may have a hundred thousand.</summary>
    private const int MostCandidates = 2_000;

    /// <summary>The nearest candidate, or <see langword="null"/> when none is near.</summary>
    public static string? Find(string input, IEnumerable<string> candidates)
    {
        if (input.Length is 0 or > LongestInput) return null;
        var folded = Fold(input);
        var limit = Math.Max(1, folded.Length / 3);
        string? best = null;
        var bestDistance = limit + 1;
        foreach (var candidate in candidates.Take(MostCandidates))
        {
            // A name that is much longer costs much, and is not near.
            if (candidate.Length > 2 * LongestInput) continue;
            var distance = Distance(folded, Fold(candidate));
            if (distance < bestDistance) (best, bestDistance) = (candidate, distance);
        }

        return best;
    }

    /// <summary>The suggestion as a sentence, or <see langword="null"/>.</summary>
    public static string? Suggest(string input, IEnumerable<string> candidates) =>
        Find(input, candidates) is { } name ? $"Did you mean '{name}'?" : null;

    /// <summary>Lower case without accents, with spaces and hyphens as underscores: how people vary a name.</summary>
    public static string Fold(string text)
    {
        if (Ascii.IsValid(text)) return FoldAscii(text);

        // A lone surrogate cannot be normalised, nor can U+FFFE; such text can only be compared as it is.
        if (!IsWellFormed(text)) return text;
        var builder = new StringBuilder(text.Length);
        foreach (var c in text.Trim().Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) continue;
            builder.Append(c is ' ' or '-' ? '_' : char.ToLowerInvariant(c));
        }

        return builder.ToString().Normalize(NormalizationForm.FormC);
    }

    private static string FoldAscii(string text) => text.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\uFFFE') return false;
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) return false;
            i++;
        }

        return true;
    }

    /// <summary>Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours cost one each.</summary>
    private static int Distance(string a, string b)
    {
        var before = new int[b.Length + 1];
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                var best = Math.Min(Math.Min(previous[j] + 1, current[j - 1] + 1), previous[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) best = Math.Min(best, before[j - 2] + 1);
                current[j] = best;
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[b.Length];
    }
}
