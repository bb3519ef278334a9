using Alforis.Crm.Data.Rows;
using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Organisations;

/// <summary>Reads one organisation. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read organisations, people and users.</param>
public sealed class OrganisationQuery(NpgsqlDataSource dataSource)
{
    private const string Sql = """
        SELECT o.id, o.nom, o.type, o.category, o.email, o.telephone, o.website, o.adresse, o.ville, o.code_postal, o.pays, o.country_code, o.pipeline_stage,
          o.montant_potentiel, o.date_signature, o.probabilite_signature, o.aum, o.aum_date, o.strategies, o.domicile, o.language, o.notes, o.tags, o.is_active,
          o.assigned_to, nullif(btrim(u.first_name || ' ' || u.last_name), ''), o.created_by, o.created_at, o.updated_at, a.last_activity_at, o.xmin::text::bigint
        FROM public.organisations o
        LEFT JOIN public.users u ON u.id = o.assigned_to
        LEFT JOIN workflow.entity_activity a ON a.entity_type = 'organisation' AND a.entity_id = o.id
        WHERE o.id = $1
        """;

    private const string ContactsSql = """
        SELECT p.id, btrim(p.first_name || ' ' || p.last_name), p.email, coalesce(p.telephone, p.mobile), l.role, l.is_primary
        FROM public.person_organization_links l JOIN public.people p ON p.id = l.person_id
        WHERE l.organisation_id = $1
        ORDER BY l.is_primary DESC, l.id
        LIMIT 1000
        """;

    /// <summary>The organisation, or <see langword="null"/>.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="withContacts">Whether the people there are read, too.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<OrganisationDetail?> FindAsync(long id, bool withContacts, CancellationToken ct)
    {
        var batch = dataSource.CreateBatch();
        await using var batchDisposal = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Sql) { Parameters = { new NpgsqlParameter<long> { TypedValue = id } } });
        if (withContacts) batch.BatchCommands.Add(new NpgsqlBatchCommand(ContactsSql) { Parameters = { new NpgsqlParameter<long> { TypedValue = id } } });
        var reader = await batch.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        if (!await reader.ReadAsync(ct).ConfigureAwait(false)) return null;
        var organisation = Read(reader);
        if (!withContacts) return organisation;
        await reader.NextResultAsync(ct).ConfigureAwait(false);
        var contacts = new List<OrganisationContact>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
            contacts.Add(new OrganisationContact(reader.GetInt64(0), reader.GetString(1), reader.Text(2), reader.Text(3), reader.GetString(4), reader.GetBoolean(5)));
        return organisation with { Contacts = contacts };
    }

    private static OrganisationDetail Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        Nom = reader.GetString(1),
        Type = reader.GetString(2),
        Category = reader.Text(3),
        Email = reader.Text(4),
        Telephone = reader.Text(5),
        Website = reader.Text(6),
        Adresse = reader.Text(7),
        Ville = reader.Text(8),
        CodePostal = reader.Text(9),
        Pays = reader.Text(10),
        CountryCode = reader.Text(11),
        PipelineStage = reader.GetString(12),
        MontantPotentiel = reader.Amount(13),
        DateSignature = reader.Date(14),
        ProbabiliteSignature = reader.SmallNumber(15),
        Aum = reader.Amount(16),
        AumDate = reader.Date(17),
        Strategies = reader.GetFieldValue<string[]>(18),
        Domicile = reader.Text(19),
        Language = reader.Text(20),
        Notes = reader.Text(21),
        Tags = reader.GetFieldValue<string[]>(22),
        IsActive = reader.GetBoolean(23),
        AssignedTo = reader.Number(24),
        AssignedToName = reader.Text(25),
        CreatedBy = reader.Number(26),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(27),
        UpdatedAt = reader.GetFieldValue<DateTimeOffset>(28),
        LastActivityAt = reader.Moment(29),
        Version = new RowVersion(reader.GetFieldValue<DateTimeOffset>(28), reader.GetInt64(30)),
    };
}
