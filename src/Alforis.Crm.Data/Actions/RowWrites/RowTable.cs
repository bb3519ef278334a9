using System.Collections.Frozen;
using System.Collections.Immutable;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.RowWrites;

/// <summary>A table whose rows actions read and write, with the columns that they may write.</summary>
internal sealed class RowTable
{
    /// <summary>The column of the user in charge, which <c>assign_user</c> writes.</summary>
    public const string AssignedTo = "assigned_to";

    private RowTable(string entityType, string name, string organisationId, string trigger)
    {
        EntityType = entityType;
        Name = name;
        OrganisationId = organisationId;
        Entity = CrmSchema.Instance.FindTrigger(trigger)!.Views[0].Entity!.Entity!;
        Columns = Entity.Fields.Where(f => f.IsWritable).Select(f => new RowColumn(f.Name, f.Kind))
            .Append(new RowColumn(AssignedTo, ValueKind.Number))
            .ToFrozenDictionary(c => c.Name, StringComparer.Ordinal);
    }

    public static ImmutableArray<RowTable> All { get; } =
    [
        new(EntityNames.Organisation, "public.organisations", "id", TriggerNames.OrganisationUpdated),
        new(EntityNames.Deal, "public.deals", "organisation_id", TriggerNames.DealUpdated),
    ];

    /// <summary><c>organisation</c> or <c>deal</c>.</summary>
    public string EntityType { get; }

    /// <summary>The table, with its schema.</summary>
    public string Name { get; }

    /// <summary>The column that says which organisation a row belongs to.</summary>
    public string OrganisationId { get; }

    public EntitySchema Entity { get; }

    public FrozenDictionary<string, RowColumn> Columns { get; }

    public static RowTable Of(string entityType) => All.First(t => string.Equals(t.EntityType, entityType, StringComparison.Ordinal));

    /// <summary>Writes one column of many rows, each at most once: numbers in <c>$1</c>, values as text in <c>$2</c>.</summary>
    public string UpdateSql(RowColumn column) =>
        $"""
        UPDATE {Name} t SET {column.Sql} = {column.Conversion}
        FROM unnest($1::bigint[], $2::text[]) AS x (id, value)
        WHERE t.id = x.id
        """;
}
