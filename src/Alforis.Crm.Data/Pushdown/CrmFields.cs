using Alforis.Crm.Data.Model;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Pushdown;

/// <summary>
/// The values of a row's fields. A field is the column of its name; what contexts compute is computed alike: see
/// <see cref="Contexts.Completion"/> and the model.
/// </summary>
internal static class CrmFields
{
    private static readonly string LastActivityAt = CrmRows.NameOf(nameof(Organisation.LastActivityAt));
    private static readonly string LastActivityDays = CrmRows.NameOf(nameof(Organisation.LastActivityDays));
    private static readonly string CreatedAt = CrmRows.NameOf(nameof(Organisation.CreatedAt));
    private static readonly string FullName = CrmRows.NameOf(nameof(User.FullName));
    private static readonly string FirstName = CrmRows.NameOf(nameof(User.FirstName));
    private static readonly string LastName = CrmRows.NameOf(nameof(User.LastName));
    private static readonly string Email = CrmRows.NameOf(nameof(User.Email));

    /// <summary>What .NET trims.</summary>
    private static readonly string Spaces = string.Concat(Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c).Where(char.IsWhiteSpace));

    public static SqlValue Read(RowSource row, FieldSchema field)
    {
        if (field is { Kind: ValueKind.List, ItemKind: ValueKind.Entity })
        {
            return new SqlValue(row.Column("id"), field.Kind) { ItemKind = field.ItemKind, Elements = CrmRows.People(row) };
        }

        if (field.Kind == ValueKind.Entity) return new SqlValue(CrmRows.Related(row, field).Column("id"), field.Kind);
        return new SqlValue(Computed(row, field.Name) ?? row.Column(field.Name), field.Kind)
        {
            ItemKind = field.ItemKind,
            Since = string.Equals(field.Name, LastActivityDays, StringComparison.Ordinal) ? LastSign(row) : null,
        };
    }

    private static SqlPart? Computed(RowSource row, string name)
    {
        if (string.Equals(name, LastActivityAt, StringComparison.Ordinal)) return CrmRows.Activity(row).Column(LastActivityAt);
        if (string.Equals(name, LastActivityDays, StringComparison.Ordinal)) return WholeDays(LastSign(row));
        if (!string.Equals(name, FullName, StringComparison.Ordinal)) return null;
        var full = SqlPart.Of($"btrim({row.Column(FirstName)} || ' ' || {row.Column(LastName)}, {SqlLiteral.Text(Spaces)})");
        return row.Model == typeof(User) ? SqlPart.Of($"coalesce(nullif({full}, ''), {row.Column(Email)})") : full;
    }

    /// <summary>The last activity, or the creation when there was none.</summary>
    public static SqlPart LastSign(RowSource row) => SqlPart.Of($"coalesce({CrmRows.Activity(row).Column(LastActivityAt)}, {row.Column(CreatedAt)})");

    /// <summary>Whole days up to now, 0 for what is to come. Before the year 1 there is nothing: PostgreSQL's beginning of time is .NET's.</summary>
    private static SqlPart WholeDays(SqlPart moment)
    {
        var now = SqlLiteral.Moment(n => n, later: false);
        return SqlPart.Of(
            $"CASE WHEN {moment} IS NOT NULL THEN greatest(0, extract(day FROM {now} - greatest({moment}, '0001-01-01 00:00:00+00'::timestamptz)))::bigint END");
    }
}
