using System.Collections.Immutable;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Pushdown;

/// <summary>Translates membership: of a value in literals, and of a text in a list.</summary>
internal static class MembershipTranslator
{
    /// <summary>Whether a value is one of the literals; null is one of null.</summary>
    public static SqlPart? InLiterals(SqlValue value, ImmutableArray<object?> literals, bool ignoresCase)
    {
        var hasNull = literals.Contains(null);
        object[] items = [.. literals.OfType<object>().Where(CanBeHeld).Distinct()];
        if (items.Length == 0) return hasNull ? SqlPart.Of($"{value.Sql} IS NULL") : SqlPart.False;
        if (AnyOf(value, items, ignoresCase) is not { } any) return null;
        return hasNull ? SqlPart.Of($"({any} OR {value.Sql} IS NULL)") : any;
    }

    /// <summary>Whether a text is in a list.</summary>
    public static SqlPart? InList(SqlValue value, SqlValue list) =>
        value.IsText && list.IsListOfText ? SqlPart.Of($"{value.Sql} = ANY ({list.Sql})") : null;

    /// <summary>Whether a list has a text: as the index on lists finds it.</summary>
    public static SqlPart? HasText(SqlPart list, string text, bool ignoresCase)
    {
        if (!CanBeHeld(text)) return SqlPart.False;
        if (!ignoresCase) return SqlPart.Of($"{list} @> ARRAY[{SqlLiteral.Text(text)}]");
        if (!TextTranslator.CanFold(text)) return null;
        var item = SqlPart.Of($"x.item");
        return SqlPart.Of($"EXISTS (SELECT FROM unnest({list}) AS x (item) WHERE {TextTranslator.Fold(item)} = {SqlLiteral.Text(TextTranslator.Fold(text))})");
    }

    private static SqlPart? AnyOf(SqlValue value, object[] items, bool ignoresCase)
    {
        if (items[0] is string)
        {
            if (!ignoresCase) return SqlPart.Of($"{value.Sql} = ANY ({SqlLiteral.Texts(items.Cast<string>())})");
            if (!items.Cast<string>().All(TextTranslator.CanFold)) return null;
            return SqlPart.Of($"{TextTranslator.Fold(value.Sql)} = ANY ({SqlLiteral.Texts(items.Cast<string>().Select(TextTranslator.Fold))})");
        }

        return items[0] switch
        {
            decimal => SqlPart.Of($"{value.Sql} = ANY ({SqlLiteral.Numbers([.. items.Cast<decimal>()])})"),
            bool => SqlPart.Of($"{value.Sql} = ANY ({SqlLiteral.Booleans(items.Cast<bool>())})"),
            DateOnly => SqlPart.Of($"{value.Sql} = ANY ({SqlLiteral.Dates(items.Cast<DateOnly>())})"),
            DateTimeOffset => SqlPart.Of($"{value.Sql} = ANY ({SqlLiteral.Moments(items.Cast<DateTimeOffset>())})"),
            _ => null,
        };
    }

    /// <summary>Whether PostgreSQL can hold a literal: what it cannot, no row equals.</summary>
    private static bool CanBeHeld(object literal) => literal switch
    {
        string text => !SqlLiteral.HasNul(text) && !SqlLiteral.HasHalfCharacter(text),
        DateTimeOffset moment => SqlLiteral.IsWholeMicroseconds(moment),
        _ => true,
    };
}
