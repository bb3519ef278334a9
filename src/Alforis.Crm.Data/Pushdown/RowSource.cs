using System.Collections.Immutable;

namespace Alforis.Crm.Data.Pushdown;

/// <summary>A row that a statement reads: of which all columns are NULL where there is none.</summary>
/// <param name="Model">The type of the schema that it is.</param>
/// <param name="Alias">Its alias.</param>
/// <param name="Joins">What brings it in, in the order of the statement.</param>
/// <param name="IsEntity">Whether it is the entity that is selected.</param>
internal sealed record RowSource(Type Model, string Alias, ImmutableArray<SqlJoin> Joins, bool IsEntity = false)
{
    /// <summary>The alias of the entity that is selected.</summary>
    public const string EntityAlias = "e";

    /// <summary>A column.</summary>
    public SqlPart Column(string name) => SqlPart.Of($"{SqlPart.Identifier(Alias)}.{SqlPart.Identifier(name)}") with { Joins = Joins };

    /// <summary>The row that another clause brings in, which needs this one.</summary>
    /// <param name="model">Its type.</param>
    /// <param name="alias">Its alias.</param>
    /// <param name="clause">The clause.</param>
    public RowSource With(Type model, string alias, SqlPart clause) => new(model, alias, [.. Joins, new SqlJoin(alias, clause)]);
}
