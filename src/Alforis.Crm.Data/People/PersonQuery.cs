using Alforis.Crm.Data.Rows;
using Alforis.Crm.Data.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.People;

/// <summary>Which people a list has; what is <see langword="null"/> does not matter.</summary>
public sealed record PersonFilter
{
    /// <summary>The organisation that they work for.</summary>
    public long? OrganisationId { get; init; }

    /// <summary>Whether we are still in touch.</summary>
    public bool? IsActive { get; init; }

    /// <summary>A part of their name or e-mail address, accents and case ignored.</summary>
    public string? Search { get; init; }
}

/// <summary>Reads people. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read people and organisations.</param>
public sealed class PersonQuery(NpgsqlDataSource dataSource)
{
    private const string Columns = """
        p.id, p.first_name, p.last_name, p.email, p.telephone, p.mobile, p.job_title, p.linkedin_url, p.country_code, p.language, p.is_active,
          p.created_at, p.updated_at
        """;

    private const string From = "FROM public.people p";

    private const string OneSql = $"SELECT {Columns}, p.notes {From} WHERE p.id = $1";

    private const string OrganisationsSql = """
        SELECT o.id, o.nom, l.role, l.is_primary
        FROM public.person_organization_links l JOIN public.organisations o ON o.id = l.organisation_id
        WHERE l.person_id = $1
        ORDER BY l.id
        LIMIT 1000
        """;

    /// <summary>The orders of the list.</summary>
    public static SortOrders Orders { get; } = new(
        "p.id", ("last_name", "lower(p.last_name)"), ("first_name", "lower(p.first_name)"), ("id", "p.id"), ("created_at", "p.created_at"), ("updated_at", "p.updated_at"));

    /// <summary>A part of the list.</summary>
    /// <param name="filter">Which people.</param>
    /// <param name="part">Which part.</param>
    /// <param name="ct">Cancels the reading.</param>
    public Task<ListPage<PersonDetail>> ReadAsync(PersonFilter filter, ListPart part, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return new ListStatement(Columns, From)
            .Where("EXISTS (SELECT FROM public.person_organization_links l WHERE l.person_id = p.id AND l.organisation_id = ?)", filter.OrganisationId, NpgsqlDbType.Bigint)
            .Where("p.is_active = ?", filter.IsActive, NpgsqlDbType.Boolean)
            .Where(
                "position(btrim(public.search_normalise(?)) IN public.search_normalise(concat_ws(' ', p.first_name, p.last_name, p.email))) > 0", filter.Search, NpgsqlDbType.Text)
            .ReadAsync(dataSource, Orders, part, Read, ct);
    }

    /// <summary>The person, or <see langword="null"/>.</summary>
    /// <param name="id">Their number.</param>
    /// <param name="withOrganisations">Whether where they work is read, too.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<PersonDetail?> FindAsync(long id, bool withOrganisations, CancellationToken ct)
    {
        var batch = dataSource.CreateBatch();
        await using var batchDisposal = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(OneSql) { Parameters = { new NpgsqlParameter<long> { TypedValue = id } } });
        if (withOrganisations) batch.BatchCommands.Add(new NpgsqlBatchCommand(OrganisationsSql) { Parameters = { new NpgsqlParameter<long> { TypedValue = id } } });
        var reader = await batch.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        if (!await reader.ReadAsync(ct).ConfigureAwait(false)) return null;
        var person = Read(reader) with { Notes = reader.Text(13) };
        if (!withOrganisations) return person;
        await reader.NextResultAsync(ct).ConfigureAwait(false);
        var organisations = new List<PersonOrganisation>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
            organisations.Add(new PersonOrganisation(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetBoolean(3)));
        return person with { Organisations = organisations };
    }

    private static PersonDetail Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        FirstName = reader.GetString(1),
        LastName = reader.GetString(2),
        Email = reader.Text(3),
        Telephone = reader.Text(4),
        Mobile = reader.Text(5),
        JobTitle = reader.Text(6),
        LinkedinUrl = reader.Text(7),
        CountryCode = reader.Text(8),
        Language = reader.Text(9),
        IsActive = reader.GetBoolean(10),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(11),
        UpdatedAt = reader.GetFieldValue<DateTimeOffset>(12),
    };
}
