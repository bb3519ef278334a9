namespace Alforis.Workflows.Engine.Parsing;

/// <summary>
/// Finds where a class of characters ends in a regular expression, as .NET reads it: what a bracket means there depends on what stands before it, and
/// whoever takes one for another misses all that follows. The pattern must be well-formed.
/// </summary>
internal static class PatternClass
{
    /// <summary>The closing bracket of the class that is opened here; other classes may be taken away inside: <c>[a-z-[aeiou]]</c>.</summary>
    public static int End(string pattern, int open)
    {
        var i = open + 1;
        if (i < pattern.Length && pattern[i] == '^') i++;
        var isInRange = false;
        for (var isFirst = true; i < pattern.Length; isFirst = false)
        {
            var start = i++;
            var c = pattern[start];
            if (c == ']' && !isFirst) return start;
            if (c == '\\')
            {
                i = EndOfEscape(pattern, start) + 1;
                if (pattern[start + 1] is 'd' or 'D' or 's' or 'S' or 'w' or 'W' or 'p' or 'P' or '-')
                {
                    // None of these begins a range.
                    isInRange = false;
                    continue;
                }
            }

            if (c == '[' && !isInRange && i < pattern.Length && pattern[i] == ':' && pattern.AsSpan(i).StartsWith("::]")) i += 3;
            if (isInRange)
            {
                isInRange = false;
                if (c == '[' && !isFirst) i = End(pattern, start) + 1;
            }
            else if (i + 1 < pattern.Length && pattern[i] == '-' && pattern[i + 1] != ']')
            {
                isInRange = true;
                i++;
            }
            else if (c == '-' && !isFirst && i < pattern.Length && pattern[i] == '[')
            {
                i = End(pattern, i) + 1;
            }
        }

        return pattern.Length - 1;
    }

    /// <summary>The last character of the escape that begins here, as far as it could be taken for anything else.</summary>
    public static int EndOfEscape(string pattern, int backslash)
    {
        var next = backslash + 1;
        if (next + 1 < pattern.Length && pattern[next] is 'p' or 'P' && pattern[next + 1] == '{') return pattern.IndexOf('}', next);

        // The character after \c names a control character, even if it is a bracket or a backslash.
        return Math.Min(pattern.Length - 1, pattern[next] == 'c' ? next + 1 : next);
    }
}
