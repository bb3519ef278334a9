using System.Collections.Immutable;
using System.Globalization;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Templates;

/// <summary>Reads the tokens of one placeholder up to its closing braces.</summary>
internal sealed class CodeLexer(string template, int start, List<TemplateError> errors)
{
    private static readonly string[] Signs =
    [
        "<=", ">=", "==", "!=", "&&", "||", "??", "?.", "?!", "//", "..", "++", "--", "+=", "-=", "*=", "/=", "%=",
        "+", "-", "*", "/", "%", "<", ">", "!", "?", ":", "(", ")", "[", "]", "{", "}", "|", ".", ",", "=", ";", "@", "^", "&", "$",
    ];

    /// <summary>Where reading goes on after the closing braces.</summary>
    public int Position { get; private set; } = start;

    /// <summary><c>-</c> or <c>~</c> before the closing braces, NUL for neither.</summary>
    public char Strip { get; private set; }

    /// <summary>Whether there is a comment.</summary>
    public bool HasComment { get; private set; }

    /// <summary>Whether there was an error already.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>The tokens, or <see langword="null"/> when the placeholder never ends.</summary>
    public ImmutableArray<Token>? Read()
    {
        var tokens = ImmutableArray.CreateBuilder<Token>();
        while (true)
        {
            var before = Position;
            var hasLineEnd = SkipSpace();
            if (Position >= template.Length) return null;
            if (hasLineEnd && tokens.Count > 0 && !tokens[^1].IsSign("|") && !AtEnd())
            {
                Fail(DiagnosticCodes.UnsupportedTemplate, "A placeholder is one expression: a line ends only after '|'.", "Write it on one line, or as several placeholders.", Position);
            }

            if (AtEnd())
            {
                var at = Position;
                if (template[Position] != '}') Strip = template[Position++];
                Position += 2;
                tokens.Add(new Token(TokenKind.End, "", null, at, Position > before));
                return tokens.ToImmutable();
            }

            if (tokens.Count == TemplateLimits.MaxTokens)
            {
                Fail(DiagnosticCodes.TooLarge, $"A placeholder has at most {TemplateLimits.MaxTokens} words, literals and signs.", "Divide it.", Position);
            }

            if (Next(Position > before) is not { } token) return null;
            if (tokens.Count < TemplateLimits.MaxTokens) tokens.Add(token);
        }
    }

    private bool AtEnd() =>
        template.AsSpan(Position).StartsWith("}}", StringComparison.Ordinal)
        || (template[Position] is '-' or '~' && template.AsSpan(Position + 1).StartsWith("}}", StringComparison.Ordinal));

    /// <summary>Skips white space and comments; whether a line ends in it.</summary>
    private bool SkipSpace()
    {
        var hasLineEnd = false;
        while (Position < template.Length)
        {
            var c = template[Position];
            if (c == '#') SkipComment();
            else if (char.IsWhiteSpace(c))
            {
                hasLineEnd |= c == '\n';
                Position++;
            }
            else
            {
                break;
            }
        }

        return hasLineEnd;
    }

    /// <summary><c># …</c> to the end of the line, <c>## … ##</c> over several; both end with the placeholder.</summary>
    private void SkipComment()
    {
        HasComment = true;
        var rest = template.AsSpan(Position);
        var isLong = rest.StartsWith("##", StringComparison.Ordinal);
        var end = isLong ? rest[2..].IndexOf("##", StringComparison.Ordinal) + 4 : rest.IndexOf('\n');
        if (end >= (isLong ? 4 : 0)) rest = rest[..end];
        var braces = rest.IndexOf("}}", StringComparison.Ordinal);
        if (braces > 0 && rest[braces - 1] is '-' or '~') braces--;
        end = braces < 0 ? rest.Length : braces;
        Position += end;
    }

    private Token? Next(bool followsSpace)
    {
        var at = Position;
        var c = template[at];
        if (c is '"' or '\'' or '`') return ReadText(c, followsSpace);
        if (char.IsAsciiDigit(c)) return ReadNumber(followsSpace);
        if (char.IsLetter(c) || c == '_')
        {
            while (Position < template.Length && (char.IsLetterOrDigit(template[Position]) || template[Position] == '_')) Position++;
            return new Token(TokenKind.Name, template[at..Position], null, at, followsSpace);
        }

        var rest = template.AsSpan(at);
        foreach (var sign in Signs)
        {
            if (!rest.StartsWith(sign, StringComparison.Ordinal)) continue;
            Position += sign.Length;
            return new Token(TokenKind.Sign, sign, null, at, followsSpace);
        }

        Position++;
        if (char.IsHighSurrogate(c) && Position < template.Length && char.IsLowSurrogate(template[Position])) Position++;
        Fail(DiagnosticCodes.TemplateSyntax, $"'{(char.IsSurrogate(c) && Position - at == 1 ? "\uFFFD" : template[at..Position])}' means nothing in a placeholder.", CureOf(template[at..Position]), at);
        return new Token(TokenKind.Sign, "", null, at, followsSpace);
    }

    private Token ReadNumber(bool followsSpace)
    {
        var at = Position;
        SkipDigits();
        if (Position + 1 < template.Length && template[Position] == '.' && char.IsAsciiDigit(template[Position + 1]))
        {
            Position++;
            SkipDigits();
        }

        if (Position < template.Length && template[Position] is 'e' or 'E')
        {
            var mark = Position++;
            if (Position < template.Length && template[Position] is '+' or '-') Position++;
            if (Position < template.Length && char.IsAsciiDigit(template[Position])) SkipDigits();
            else Position = mark;
        }

        var digits = template.AsSpan(at, Position - at);
        while (Position < template.Length && (char.IsLetterOrDigit(template[Position]) || template[Position] == '_')) Position++;
        var text = template[at..Position];
        object? value = null;
        if (digits.Length < text.Length)
        {
            Fail(DiagnosticCodes.TemplateSyntax, $"'{Shorten(text)}' is no number.", "Write it with digits, for example 1250.5.", at);
        }
        else if (long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var whole))
        {
            value = whole;
        }
        else if (decimal.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
        {
            value = number;
        }
        else
        {
            Fail(DiagnosticCodes.TemplateSyntax, $"{Shorten(text)} is beyond what can be computed: numbers have at most 28 digits.", null, at);
        }

        return new Token(TokenKind.Number, text, value ?? 0L, at, followsSpace);
    }

    private void SkipDigits()
    {
        while (Position < template.Length && char.IsAsciiDigit(template[Position])) Position++;
    }

    private Token? ReadText(char quote, bool followsSpace)
    {
        var at = Position;
        var literal = new TextLiteral(template, at, quote);
        var text = literal.Read();
        Position = literal.Position;
        if (literal.Problem is { } problem) Fail(DiagnosticCodes.TemplateSyntax, problem, literal.Cure, literal.ProblemAt);
        return text is null ? null : new Token(TokenKind.Text, text, null, at, followsSpace);
    }

    private void Fail(string code, string message, string? suggestion, int position)
    {
        if (!HasFailed) errors.Add(new TemplateError(code, message, suggestion, position));
        HasFailed = true;
    }

    private static string? CureOf(string character) => character switch
    {
        "\u201C" or "\u201D" or "\u201E" or "\u00AB" or "\u00BB" or "\u2018" or "\u2019" => "Write straight quotes: \" or '.",
        "\\" => null,
        [var c] when char.IsSurrogate(c) || char.IsControl(c) => null,
        _ => $"Write text in quotes: '{character}'.",
    };

    private static string Shorten(string text) => Excerpt.Of(text, 40);
}
