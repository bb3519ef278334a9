using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Npgsql;

namespace Alforis.Crm.Data.Pushdown;

/// <summary>What the parameters of a statement depend on.</summary>
/// <param name="Now">The moment of evaluation, in whole microseconds.</param>
/// <param name="AfterId">The number that the page begins after.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SqlArguments(DateTimeOffset Now, long AfterId);

/// <summary>
/// A piece of SQL with the parameters in the order in which they stand in it, and the joins that its columns need. Composed of constants of ours and
/// of other pieces only: text of others becomes a parameter, for there is no other way to put it in. Immutable.
/// </summary>
internal sealed record SqlPart(string Text, ImmutableArray<Func<SqlArguments, NpgsqlParameter>> Parameters, ImmutableArray<SqlJoin> Joins)
{
    /// <summary>Stands where a parameter's number will be.</summary>
    private const char Mark = '\u0001';

    /// <summary>Always holds.</summary>
    public static SqlPart True { get; } = Of($"TRUE");

    /// <summary>Never holds.</summary>
    public static SqlPart False { get; } = Of($"FALSE");

    /// <summary>Constants of ours with pieces between them.</summary>
    public static SqlPart Of(SqlPartHandler pieces) => pieces.ToPart();

    /// <summary>A parameter.</summary>
    /// <param name="make">Makes it, anew for each command.</param>
    public static SqlPart Parameter(Func<SqlArguments, NpgsqlParameter> make) => new(Mark.ToString(), [make], []);

    /// <summary>A name of a column or an alias, quoted.</summary>
    public static SqlPart Identifier(string name) => new("\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"", [], []);

    /// <summary>Pieces with a word between them.</summary>
    public static SqlPart Join(string word, IEnumerable<SqlPart> parts)
    {
        var handler = new SqlPartHandler(0, 0);
        var isFirst = true;
        foreach (var part in parts)
        {
            if (!isFirst) handler.AppendLiteral(word);
            handler.AppendFormatted(part);
            isFirst = false;
        }

        return handler.ToPart();
    }

    /// <summary>The SQL with its parameters numbered.</summary>
    /// <param name="first">The number of the first one.</param>
    public string Number(int first)
    {
        var text = new StringBuilder(Text.Length + (2 * Parameters.Length));
        foreach (var c in Text)
        {
            if (c == Mark) text.Append('$').Append(CultureInfo.InvariantCulture, $"{first++}");
            else text.Append(c);
        }

        return text.ToString();
    }

    public bool Equals(SqlPart? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}

/// <summary>Collects the pieces of a <see cref="SqlPart"/>.</summary>
[InterpolatedStringHandler]
internal readonly struct SqlPartHandler
{
    private readonly StringBuilder text;
    private readonly List<Func<SqlArguments, NpgsqlParameter>> parameters;
    private readonly List<SqlJoin> joins;

    public SqlPartHandler(int literalLength, int formattedCount)
    {
        text = new StringBuilder(literalLength + (20 * formattedCount));
        parameters = [];
        joins = [];
    }

    public void AppendLiteral(string value) => text.Append(value);

    public void AppendFormatted(SqlPart part)
    {
        text.Append(part.Text);
        parameters.AddRange(part.Parameters);
        foreach (var join in part.Joins)
        {
            if (!joins.Contains(join)) joins.Add(join);
        }
    }

    public SqlPart ToPart() => new(text.ToString(), [.. parameters], [.. joins]);
}
