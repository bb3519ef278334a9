namespace Alforis.Workflows.Host.Commands.Terminal;

/// <summary>Breaks a text between words, so that its lines are no wider than a terminal.</summary>
internal static class WrappedText
{
    /// <summary>The lines, at least one; a word that is wider than a line stays whole.</summary>
    /// <param name="text">One line.</param>
    /// <param name="width">Most characters of a line.</param>
    public static IEnumerable<string> Lines(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : line + " " + word;
            }
        }

        yield return line;
    }
}
