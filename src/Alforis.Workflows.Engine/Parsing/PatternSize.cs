using System.Text.RegularExpressions;

namespace Alforis.Workflows.Engine.Parsing;

/// <summary>
/// How large a regular expression is once its counted repeats are written out: <c>(ab){3}</c> is 6. The automaton that looks for it has about as many
/// positions, so that its size times the length of a text is about the work of <see cref="RegexOptions.NonBacktracking"/>. Thread-safe.
/// </summary>
public static class PatternSize
{
    /// <summary>The size of a regular expression.</summary>
    /// <param name="pattern">The expression, as .NET writes them.</param>
    /// <returns>The size in characters and classes, at least 1; <see langword="null"/> when the pattern switches to a syntax in which spaces and comments mean nothing.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="pattern"/> is <see langword="null"/>.</exception>
    /// <exception cref="RegexParseException"><paramref name="pattern"/> is not well-formed.</exception>
    public static int? Of(string pattern)
    {
        // What is not well-formed has no size. The parser of backtracking expressions is asked: its messages have a position.
        _ = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

        // What is known of each open group: its size so far, and the size of the last thing in it, which a repeat would multiply.
        var open = new Stack<(long Total, long Last)>();
        var (total, last) = (0L, 0L);
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '(':
                    if (SwitchesSyntax(pattern, i)) return null;
                    if (pattern.AsSpan(i).StartsWith("(?#"))
                    {
                        // Whatever stands in a comment has no meaning.
                        i = pattern.IndexOf(')', i);
                        break;
                    }

                    open.Push((total, last));
                    (total, last) = (0, 0);
                    i += pattern.AsSpan(i).StartsWith("(?") ? 1 : 0;
                    break;
                case ')':
                    var inner = Math.Max(1, total);
                    total = (open.TryPop(out var outer) ? outer.Total : 0) + inner;
                    last = inner;
                    break;
                case '{' when RepeatAt(pattern, ref i) is { } times:
                    total += last * (Math.Max(1, times) - 1);
                    break;
                case '[':
                    i = PatternClass.End(pattern, i);
                    (total, last) = (total + 1, 1);
                    break;
                case '\\':
                    i = PatternClass.EndOfEscape(pattern, i);
                    (total, last) = (total + 1, 1);
                    break;
                case '*' or '+' or '?' or '|':
                    break;
                default:
                    (total, last) = (total + 1, 1);
                    break;
            }

            if (total > int.MaxValue / 2) return int.MaxValue;
        }

        return (int)Math.Max(1, total);
    }

    /// <summary>Whether <c>(?…x…)</c> or <c>(?…x…:</c> stands here.</summary>
    private static bool SwitchesSyntax(string pattern, int index)
    {
        if (!pattern.AsSpan(index).StartsWith("(?")) return false;
        for (var i = index + 2; i < pattern.Length && (char.IsAsciiLetter(pattern[i]) || pattern[i] == '-'); i++)
        {
            if (pattern[i] is 'x' or 'X') return true;
        }

        return false;
    }

    /// <summary>The most repeats that <c>{n}</c>, <c>{n,}</c> or <c>{n,m}</c> asks for; <see langword="null"/> when the brace is only a character.</summary>
    private static long? RepeatAt(string pattern, ref int index)
    {
        var end = pattern.IndexOf('}', index);
        if (end < 0) return null;
        var most = 0L;
        var parts = pattern[(index + 1)..end].Split(',');
        // .NET takes {,5} and {1,,2} for characters.
        if (parts is not ([_] or [_, _]) || parts[0].Length == 0) return null;
        foreach (var part in parts)
        {
            if (part.Length == 0) continue;
            if (!long.TryParse(part, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)) return null;
            most = Math.Max(most, Math.Min(number, int.MaxValue / 4));
        }

        index = end;
        return most;
    }
}
