using Alforis.Crm.Data.Rows;
using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Deals;

/// <summary>Reads one deal. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read deals, organisations and users.</param>
public sealed class DealQuery(NpgsqlDataSource dataSource)
{
    private const string Sql = """
        SELECT d.id, d.organisation_id, o.nom, d.nom, d.montant, d.stage, d.probabilite, d.date_cloture_prevue, d.tags, d.assigned_to,
          nullif(btrim(u.first_name || ' ' || u.last_name), ''), d.manager_id, nullif(btrim(m.first_name || ' ' || m.last_name), ''), d.description,
          d.created_by, d.created_at, d.updated_at, a.last_activity_at, d.xmin::text::bigint
        FROM public.deals d
        JOIN public.organisations o ON o.id = d.organisation_id
        LEFT JOIN public.users u ON u.id = d.assigned_to
        LEFT JOIN public.users m ON m.id = d.manager_id
        LEFT JOIN workflow.entity_activity a ON a.entity_type = 'deal' AND a.entity_id = d.id
        WHERE d.id = $1
        """;

    /// <summary>The deal, or <see langword="null"/>.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<DealDetail?> FindAsync(long id, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false) ? Read(reader) : null;
    }

    private static DealDetail Read(NpgsqlDataReader reader) => new()
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
        ManagerName = reader.Text(12),
        Description = reader.Text(13),
        CreatedBy = reader.Number(14),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(15),
        UpdatedAt = reader.GetFieldValue<DateTimeOffset>(16),
        LastActivityAt = reader.Moment(17),
        Version = new RowVersion(reader.GetFieldValue<DateTimeOffset>(16), reader.GetInt64(18)),
    };
}
