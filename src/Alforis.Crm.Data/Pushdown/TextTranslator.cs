using System.Text;
using Alforis.Workflows.Engine.Conditions;

namespace Alforis.Crm.Data.Pushdown;

/// <summary>
/// Compares text by its bytes, which in UTF-8 is what ordinal comparison does. Equality of text is so in every collation that a database can have
/// by default, and the others search for bytes; so columns keep their collation, which their indexes have.
/// </summary>
internal static class TextTranslator
{
    /// <summary>A text compared with a literal.</summary>
    public static SqlPart? Compare(SqlPart text, ConditionOperator @operator, string literal, bool ignoresCase)
    {
        if (SqlLiteral.HasNul(literal)) return IsDefined(@operator) ? SqlPart.False : null;
        if (SqlLiteral.HasHalfCharacter(literal))
        {
            // It equals nothing that PostgreSQL holds, but a character may begin or end with it.
            return @operator == ConditionOperator.Equal ? SqlPart.False : null;
        }

        if (ignoresCase)
        {
            if (!CanFold(literal)) return null;
            (text, literal) = (Fold(text), Fold(literal));
        }

        return @operator == ConditionOperator.EndsWith
            ? SqlPart.Of($"right({text}, {SqlLiteral.Number(Characters(literal))}::int) = {SqlLiteral.Text(literal)}")
            : Compare(text, @operator, SqlLiteral.Text(literal), isNull: false);
    }

    /// <summary>A text compared with another, which may be null.</summary>
    public static SqlPart? Compare(SqlPart text, ConditionOperator @operator, SqlPart other) => Compare(text, @operator, other, isNull: true);

    /// <summary>
    /// Whether PostgreSQL can disregard the case of a literal: of ASCII letters. No other letter is one of these but for its case, to .NET; a test
    /// asks it of every letter.
    /// </summary>
    public static bool CanFold(string literal) => Ascii.IsValid(literal);

    /// <summary>The literal in upper case.</summary>
    public static string Fold(string literal) => literal.ToUpperInvariant();

    /// <summary>The text with its ASCII letters in upper case: the collation C knows no others.</summary>
    public static SqlPart Fold(SqlPart text) => SqlPart.Of($"upper({text} COLLATE \"C\")");

    private static SqlPart? Compare(SqlPart text, ConditionOperator @operator, SqlPart other, bool isNull) => @operator switch
    {
        ConditionOperator.Equal when isNull => SqlPart.Of($"{text} IS NOT DISTINCT FROM {other}"),
        ConditionOperator.Equal => SqlPart.Of($"{text} = {other}"),
        ConditionOperator.Contains => SqlPart.Of($"strpos({text}, {other}) > 0"),
        ConditionOperator.StartsWith => SqlPart.Of($"{text} ^@ {other}"),
        ConditionOperator.EndsWith => SqlPart.Of($"right({text}, length({other})) = {other}"),
        _ => null,
    };

    private static bool IsDefined(ConditionOperator @operator) =>
        @operator is ConditionOperator.Equal or ConditionOperator.Contains or ConditionOperator.StartsWith or ConditionOperator.EndsWith;

    /// <summary>PostgreSQL counts characters, not UTF-16 code units.</summary>
    private static long Characters(string literal) => literal.EnumerateRunes().Count();
}
