namespace Alforis.Crm.Data.Pushdown;

/// <summary>Brings in the one row, at most, that belongs to another. Two are equal when they bring in the same.</summary>
/// <param name="Alias">The alias, which tells it from all others of a statement.</param>
/// <param name="Sql">The whole clause.</param>
internal sealed record SqlJoin(string Alias, SqlPart Sql)
{
    public bool Equals(SqlJoin? other) => other is not null && string.Equals(Alias, other.Alias, StringComparison.Ordinal);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Alias);
}
