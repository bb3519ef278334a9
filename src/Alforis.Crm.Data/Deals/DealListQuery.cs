using Alforis.Crm.Data.Rows;
using Alforis.Crm.Data.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Deals;

/// <summary>Which deals a list has; what is <see langword="null"/> does not matter.</summary>
public sealed record DealFilter
{
    /// <summary>Where they stand in the pipeline.</summary>
    public string? Stage { get; init; }

    /// <summary>The number of the user in charge.</summary>
    public long? AssignedTo { get; init; }

    /// <summary>The number of the manager.</summary>
    public long? ManagerId { get; init; }

    /// <summary>The number of the organisation that they are with.</summary>
    public long? OrganisationId { get; init; }

    /// <summary>A part of their name or of their organisation's, accents and case ignored.</summary>
    public string? Search { get; init; }

    /// <summary>Whether the names of organisations are left out of that search.</summary>
    public bool IsByDealAlone { get; init; }
}

/// <summary>Lists deals. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read deals, organisations and users.</param>
public sealed class DealListQuery(NpgsqlDataSource dataSource)
{
    private const string Columns = """
        d.id, d.organisation_id, o.nom, d.nom, d.montant, d.stage, d.probabilite, d.date_cloture_prevue, d.tags, d.assigned_to,
          nullif(btrim(u.first_name || ' ' || u.last_name), ''), d.manager_id, d.created_at, d.updated_at
        """;

    private const string From = """
        FROM public.deals d
        JOIN public.organisations o ON o.id = d.organisation_id
        LEFT JOIN public.users u ON u.id = d.assigned_to
        """;

    /// <summary>The orders of the list.</summary>
    public static SortOrders Orders { get; } = new(
        "d.id", ("-updated_at", "d.updated_at"), ("created_at", "d.created_at"), ("id", "d.id"), ("nom", "lower(d.nom)"), ("montant", "d.montant"), ("stage", "d.stage"),
        ("probabilite", "d.probabilite"), ("date_cloture_prevue", "d.date_cloture_prevue"));

    /// <summary>A part of the list.</summary>
    /// <param name="filter">Which deals.</param>
    /// <param name="part">Which part.</param>
    /// <param name="ct">Cancels the reading.</param>
    public Task<ListPage<DealSummary>> ReadAsync(DealFilter filter, ListPart part, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return new ListStatement(Columns, From)
            .Where("d.stage = ?", filter.Stage, NpgsqlDbType.Text)
            .Where("d.assigned_to = ?", filter.AssignedTo, NpgsqlDbType.Bigint)
            .Where("d.manager_id = ?", filter.ManagerId, NpgsqlDbType.Bigint)
            .Where("d.organisation_id = ?", filter.OrganisationId, NpgsqlDbType.Bigint)
            .Where(
                $"position(btrim(public.search_normalise(?)) IN public.search_normalise({(filter.IsByDealAlone ? "d.nom" : "d.nom || ' ' || o.nom")})) > 0", filter.Search, NpgsqlDbType.Text)
            .ReadAsync(dataSource, Orders, part, Read, ct);
    }

    private static DealSummary Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        OrganisationId = reader.GetInt64(1),
        OrganisationNom = reader.GetString(2),
        Nom = reader.GetString(3),
        Montant = reader.Amount(4),
        Stage = reader.GetString(5),
        Probabilite = reader.SmallNumber(6),
        DateCloturePrevue = reader.Date(7),
        Tags = reader.GetFieldValue<string[]>(8),
        AssignedTo = reader.Number(9),
        AssignedToName = reader.Text(10),
        ManagerId = reader.Number(11),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(12),
        UpdatedAt = reader.GetFieldValue<DateTimeOffset>(13),
    };
}
