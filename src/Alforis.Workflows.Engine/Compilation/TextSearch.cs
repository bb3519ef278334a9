using System.Buffers;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// Whether a text stands in another. The search of .NET is fast, but takes the product of both lengths when both are made for it; what is long enough
/// for that to hurt is looked for by Knuth, Morris and Pratt's algorithm, in time that grows with the sum.
/// </summary>
internal static class TextSearch
{
    private const int LongestUsual = 64;

    public static bool Contains(string text, string part, StringComparison comparison) =>
        part.Length <= LongestUsual ? text.Contains(part, comparison) : ContainsLong(text, part, comparison);

    private static bool ContainsLong(string text, string part, StringComparison comparison)
    {
        if (part.Length > text.Length) return false;
        var ignoresCase = comparison == StringComparison.OrdinalIgnoreCase;

        return ignoresCase ? Find(Folded(text), Folded(part)) : Find(text, part);
    }

    /// <summary>Comparing without regard to case is comparing in upper case, character by character, except that the long s is no S.</summary>
    private static string Folded(string text)
    {
        const char longS = 'ſ';
        var upper = text.ToUpperInvariant();
        return !text.Contains(longS, StringComparison.Ordinal) ? upper : string.Create(text.Length, (text, upper), static (span, both) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = both.text[i] == longS ? longS : both.upper[i];
        });
    }

    private static bool Find(ReadOnlySpan<char> text, ReadOnlySpan<char> part)
    {
        var rented = ArrayPool<int>.Shared.Rent(part.Length);
        try
        {
            var borders = rented.AsSpan(0, part.Length);
            FindBorders(part, borders);
            var matched = 0;
            foreach (var c in text)
            {
                while (matched > 0 && part[matched] != c) matched = borders[matched - 1];
                if (part[matched] == c && ++matched == part.Length) return true;
            }

            return false;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(rented);
        }
    }

    /// <summary>For each beginning of the part, how much of its end is a beginning too.</summary>
    private static void FindBorders(ReadOnlySpan<char> part, Span<int> borders)
    {
        borders[0] = 0;
        for (var i = 1; i < part.Length; i++)
        {
            var border = borders[i - 1];
            while (border > 0 && part[i] != part[border]) border = borders[border - 1];
            borders[i] = part[i] == part[border] ? border + 1 : 0;
        }
    }
}
