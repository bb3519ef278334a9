using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Templates;

/// <summary>The kinds of token between the braces of a placeholder.</summary>
internal enum TokenKind
{
    /// <summary>A name or a keyword.</summary>
    Name,

    /// <summary>A whole number (<see cref="long"/>) or any other (<see cref="decimal"/>).</summary>
    Number,

    /// <summary>A quoted text, its escapes resolved.</summary>
    Text,

    /// <summary>An operator or a bracket.</summary>
    Sign,

    /// <summary>The closing braces.</summary>
    End,
}

/// <summary>A token.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">The name, the text or the sign; a number as written.</param>
/// <param name="Value">A number's value.</param>
/// <param name="Position">Index of its first character in the template.</param>
/// <param name="FollowsSpace">Whether white space stands before it.</param>
internal readonly record struct Token(TokenKind Kind, string Text, object? Value, int Position, bool FollowsSpace)
{
    public bool IsSign(string sign) => Kind == TokenKind.Sign && Text == sign;

    public bool IsName(string name) => Kind == TokenKind.Name && Text == name;

    /// <summary>The token as a message shows it.</summary>
    public string Describe() => Kind == TokenKind.End ? "the end" : $"'{Excerpt.Of(Text, 40)}'";
}
