using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Pushdown;

/// <summary>A value of a row, of the event or of the clock, as SQL: NULL where it is null.</summary>
/// <param name="Sql">An expression.</param>
/// <param name="Kind">Its type.</param>
internal sealed record SqlValue(SqlPart Sql, ValueKind Kind)
{
    /// <summary>The elements' type when it is a list, else <see langword="null"/>.</summary>
    public ValueKind? ItemKind { get; init; }

    /// <summary>Of whole days up to now: the moment that they are counted from. Compared with it, indexes and statistics serve.</summary>
    public SqlPart? Since { get; init; }

    /// <summary>Of a list of objects: a query of its rows. It has rows only where there is a list.</summary>
    public SqlPart? Elements { get; init; }

    public bool IsText => Kind is ValueKind.Text or ValueKind.Enum;

    public bool IsListOfText => Kind == ValueKind.List && ItemKind is ValueKind.Text or ValueKind.Enum;
}
