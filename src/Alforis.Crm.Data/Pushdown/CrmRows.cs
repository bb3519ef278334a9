using System.Text.Json;
using Alforis.Crm.Data.Model;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Pushdown;

/// <summary>Which rows belong to which: the same choice as <see cref="Contexts.RelatedRowsQuery"/> makes for contexts.</summary>
internal static class CrmRows
{
    private static readonly string Manager = NameOf(nameof(Deal.Manager));

    /// <summary>The entity that is selected.</summary>
    public static RowSource Entity(Type model) => new(model, RowSource.EntityAlias, [], IsEntity: true);

    /// <summary>The table that an entity lies in.</summary>
    public static SqlPart Table(Type model) => model == typeof(Deal) ? SqlPart.Of($"public.deals") : SqlPart.Of($"public.organisations");

    /// <summary>The row that a field of another row leads to.</summary>
    public static RowSource Related(RowSource row, FieldSchema field) => field.Entity!.Type == typeof(Organisation)
        ? OrganisationOf(row)
        : field.Entity.Type == typeof(User) ? User(row, field) : PrimaryContact(row, field);

    /// <summary>The organisation of a deal.</summary>
    public static RowSource OrganisationOf(RowSource deal)
    {
        var alias = deal.Alias + "_organisation";
        var name = SqlPart.Identifier(alias);
        return deal.With(
            typeof(Organisation), alias,
            SqlPart.Of($"LEFT JOIN public.organisations AS {name} ON {name}.id = {deal.Column(NameOf(nameof(Deal.OrganisationId)))}"));
    }

    /// <summary>The people of an organisation, as rows of a query: those that contexts have.</summary>
    public static SqlPart People(RowSource organisation) => SqlPart.Of(
        $"""
        (SELECT p.id, p.first_name, p.last_name, p.email, coalesce(p.telephone, p.mobile) AS telephone, l.role
          FROM public.person_organization_links l
          JOIN public.people p ON p.id = l.person_id
          WHERE l.organisation_id = {organisation.Column("id")}
          ORDER BY l.is_primary DESC, l.id
          LIMIT 1000)
        """);

    /// <summary>When somebody last had to do with an entity. Its rows begin where the page does, so that the two can be merged.</summary>
    public static RowSource Activity(RowSource entity)
    {
        var alias = entity.Alias + "_activity";
        var name = SqlPart.Identifier(alias);
        var type = entity.Model == typeof(Deal) ? SqlPart.Of($"'deal'") : SqlPart.Of($"'organisation'");
        var after = SqlPart.Parameter(a => new Npgsql.NpgsqlParameter<long> { TypedValue = a.AfterId });
        var bound = entity.IsEntity ? SqlPart.Of($" AND {name}.entity_id > {after}") : SqlPart.Of($"");
        return entity.With(
            typeof(DateTimeOffset), alias,
            SqlPart.Of(
                $"LEFT JOIN workflow.entity_activity AS {name} ON {name}.entity_type = {type} AND {name}.entity_id = {entity.Column("id")}{bound}"));
    }

    /// <summary>The name of a property's field and column.</summary>
    public static string NameOf(string property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property);

    private static RowSource User(RowSource row, FieldSchema field)
    {
        var alias = row.Alias + "_" + field.Name;
        var name = SqlPart.Identifier(alias);
        var key = row.Column(NameOf(string.Equals(field.Name, Manager, StringComparison.Ordinal) ? nameof(Deal.ManagerId) : nameof(Deal.AssignedTo)));
        return row.With(typeof(User), alias, SqlPart.Of($"LEFT JOIN public.users AS {name} ON {name}.id = {key}"));
    }

    private static RowSource PrimaryContact(RowSource organisation, FieldSchema field)
    {
        var alias = organisation.Alias + "_" + field.Name;
        return organisation.With(
            typeof(Contact), alias,
            SqlPart.Of(
                $"""
                LEFT JOIN LATERAL (
                  SELECT p.id, p.first_name, p.last_name, p.email, coalesce(p.telephone, p.mobile) AS telephone, l.role
                  FROM public.person_organization_links l
                  JOIN public.people p ON p.id = l.person_id
                  WHERE l.organisation_id = {organisation.Column("id")} AND (l.is_primary OR l.role = 'contact_principal')
                  ORDER BY l.is_primary DESC, l.id
                  LIMIT 1
                ) AS {SqlPart.Identifier(alias)} ON true
                """));
    }
}
