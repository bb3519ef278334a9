namespace Alforis.Workflows.Engine.Templates;

/// <summary>Bounds on the text of one template; what it makes is bounded elsewhere.</summary>
public static class TemplateLimits
{
    /// <summary>Deepest nesting of <c>if</c> and <c>for</c>.</summary>
    public const int MaxBlockDepth = 20;

    /// <summary>Deepest nesting of parentheses, lists and conditional expressions in one placeholder.</summary>
    public const int MaxExpressionDepth = 30;

    /// <summary>Most words, literals and signs in one placeholder.</summary>
    public const int MaxTokens = 300;

    /// <summary>Longest format of a number or pattern of a date, in UTF-16 code units.</summary>
    public const int MaxFormatLength = 100;
}
