using System.Globalization;
using System.Text;

namespace Alforis.Workflows.Engine.Templates;

/// <summary>Reads a quoted text: with escapes between quotes, verbatim between backticks.</summary>
internal sealed class TextLiteral(string template, int start, char quote)
{
    private readonly StringBuilder builder = new();

    /// <summary>Where reading goes on.</summary>
    public int Position { get; private set; } = start + 1;

    public string? Problem { get; private set; }

    public string? Cure { get; private set; }

    public int ProblemAt { get; private set; }

    /// <summary>The text, or <see langword="null"/> when it never ends.</summary>
    public string? Read()
    {
        while (Position < template.Length)
        {
            var c = template[Position++];
            if (c == quote)
            {
                if (quote != '`' || Position >= template.Length || template[Position] != '`') return Checked();
                Position++;
                builder.Append('`');
            }
            else if (c == '\\' && quote != '`')
            {
                ReadEscape();
            }
            else
            {
                builder.Append(c);
            }
        }

        Refuse($"A text is opened by {quote} and never closed.", $"Close it with {quote}.", start);
        return null;
    }

    private void ReadEscape()
    {
        var at = Position - 1;
        if (Position >= template.Length) return;
        var c = template[Position++];
        switch (c)
        {
            case '\'' or '"' or '\\':
                builder.Append(c);
                break;
            case 'n':
                builder.Append('\n');
                break;
            case 'r':
                builder.Append('\r');
                break;
            case 't':
                builder.Append('\t');
                break;
            case 'b':
                builder.Append('\b');
                break;
            case 'f':
                builder.Append('\f');
                break;
            case 'u':
                ReadCode(4, at);
                break;
            case 'x':
                ReadCode(2, at);
                break;
            default:
                Refuse($"The escape \\{(char.IsSurrogate(c) ? '\uFFFD' : c)} means nothing.", "Write \\\\ for a backslash.", at);
                break;
        }
    }

    private void ReadCode(int digits, int at)
    {
        if (Position + digits > template.Length
            || !int.TryParse(template.AsSpan(Position, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            Refuse($"This escape needs {digits} hexadecimal digits.", "For example \\u00e9.", at);
            return;
        }

        Position += digits;
        if (code == 0) Refuse("NUL characters cannot be stored.", "Remove it.", at);
        builder.Append((char)code);
    }

    private string Checked()
    {
        var text = builder.ToString();
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
                continue;
            }

            Refuse("This text has half of a surrogate pair.", "Write both halves, or the character itself.", start);
            break;
        }

        return text;
    }

    private void Refuse(string problem, string cure, int at)
    {
        if (Problem is not null) return;
        Problem = problem;
        Cure = cure;
        ProblemAt = at;
    }
}
