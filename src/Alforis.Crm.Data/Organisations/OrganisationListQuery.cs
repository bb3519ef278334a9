using Alforis.Crm.Data.Rows;
using Alforis.Crm.Data.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Organisations;

/// <summary>Which organisations a list has; what is <see langword="null"/> does not matter.</summary>
public sealed record OrganisationFilter
{
    /// <summary>Where they stand in the pipeline.</summary>
    public string? PipelineStage { get; init; }

    /// <summary>The number of the user in charge.</summary>
    public long? AssignedTo { get; init; }

    /// <summary>What they are to us.</summary>
    public string? Type { get; init; }

    /// <summary>The segment they belong to.</summary>
    public string? Category { get; init; }

    /// <summary>Whether we still work with them.</summary>
    public bool? IsActive { get; init; }

    /// <summary>Words that they have, as the search finds them.</summary>
    public string? Search { get; init; }
}

/// <summary>Lists organisations. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read organisations and users.</param>
public sealed class OrganisationListQuery(NpgsqlDataSource dataSource)
{
    private const string Columns = """
        o.id, o.nom, o.type, o.category, o.email, o.telephone, o.ville, o.country_code, o.pipeline_stage, o.montant_potentiel, o.probabilite_signature,
          o.aum, o.tags, o.is_active, o.assigned_to, nullif(btrim(u.first_name || ' ' || u.last_name), ''), o.created_at, o.updated_at
        """;

    private const string From = "FROM public.organisations o LEFT JOIN public.users u ON u.id = o.assigned_to";

    // As the index of the search has it. Where nothing is left to look for, nothing is found.
    private const string Found = """
        public.organisation_search_vector(
          o.nom, o.email, o.telephone, o.website, o.adresse, o.ville, o.code_postal, o.pays, o.type, o.category, o.strategies, o.tags, o.notes)
        @@ public.search_query(?)
        """;

    /// <summary>The orders of the list.</summary>
    public static SortOrders Orders { get; } = new(
        "o.id", ("nom", "lower(o.nom)"), ("id", "o.id"), ("created_at", "o.created_at"), ("updated_at", "o.updated_at"), ("pipeline_stage", "o.pipeline_stage"),
        ("type", "o.type"), ("category", "o.category"), ("ville", "lower(o.ville)"), ("montant_potentiel", "o.montant_potentiel"), ("aum", "o.aum"));

    /// <summary>A part of the list.</summary>
    /// <param name="filter">Which organisations.</param>
    /// <param name="part">Which part.</param>
    /// <param name="ct">Cancels the reading.</param>
    public Task<ListPage<OrganisationSummary>> ReadAsync(OrganisationFilter filter, ListPart part, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return new ListStatement(Columns, From)
            .Where("o.pipeline_stage = ?", filter.PipelineStage, NpgsqlDbType.Text)
            .Where("o.assigned_to = ?", filter.AssignedTo, NpgsqlDbType.Bigint)
            .Where("o.type = ?", filter.Type, NpgsqlDbType.Text)
            .Where("o.category = ?", filter.Category, NpgsqlDbType.Text)
            .Where("o.is_active = ?", filter.IsActive, NpgsqlDbType.Boolean)
            .Where(Found, filter.Search, NpgsqlDbType.Text)
            .ReadAsync(dataSource, Orders, part, Read, ct);
    }

    private static OrganisationSummary Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        Nom = reader.GetString(1),
        Type = reader.GetString(2),
        Category = reader.Text(3),
        Email = reader.Text(4),
        Telephone = reader.Text(5),
        Ville = reader.Text(6),
        CountryCode = reader.Text(7),
        PipelineStage = reader.GetString(8),
        MontantPotentiel = reader.Amount(9),
        ProbabiliteSignature = reader.SmallNumber(10),
        Aum = reader.Amount(11),
        Tags = reader.GetFieldValue<string[]>(12),
        IsActive = reader.GetBoolean(13),
        AssignedTo = reader.Number(14),
        AssignedToName = reader.Text(15),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(16),
        UpdatedAt = reader.GetFieldValue<DateTimeOffset>(17),
    };
}
