using System.Collections.Frozen;
using System.Text.Json;
using Alforis.Crm.Data.Json;
using Alforis.Crm.Data.Model;
using Npgsql;

namespace Alforis.Crm.Data.Contexts;

/// <summary>Reads the related rows of a whole batch: one query per kind of row that is needed, in two round trips at most.</summary>
internal static class RelatedRowsQuery
{
    private const string OrganisationsSql = "SELECT to_jsonb(o)::text FROM public.organisations o WHERE o.id = ANY ($1)";

    private const string UsersSql = """
        SELECT u.id, u.email, u.first_name, u.last_name, u.is_active FROM public.users u WHERE u.id = ANY ($1)
        """;

    // The primary contact; where nobody is marked as such, the oldest link with that role.
    private const string ContactsSql = """
        SELECT DISTINCT ON (l.organisation_id)
          l.organisation_id, p.id, p.first_name, p.last_name, p.email, coalesce(p.telephone, p.mobile), l.role
        FROM public.person_organization_links l
        JOIN public.people p ON p.id = l.person_id
        WHERE l.organisation_id = ANY ($1) AND (l.is_primary OR l.role = 'contact_principal')
        ORDER BY l.organisation_id, l.is_primary DESC, l.id
        """;

    private const string PeopleSql = """
        SELECT l.organisation_id, p.id, p.first_name, p.last_name, p.email, coalesce(p.telephone, p.mobile), l.role
        FROM unnest($1) AS wanted (organisation_id)
        CROSS JOIN LATERAL (
          SELECT k.id, k.organisation_id, k.person_id, k.role, k.is_primary
          FROM public.person_organization_links k
          WHERE k.organisation_id = wanted.organisation_id
          ORDER BY k.is_primary DESC, k.id
          LIMIT 1000
        ) AS l
        JOIN public.people p ON p.id = l.person_id
        ORDER BY l.organisation_id, l.is_primary DESC, l.id
        """;

    private const string ActivitiesSql = """
        SELECT a.entity_type, a.entity_id, a.last_activity_at
        FROM workflow.entity_activity a
        JOIN unnest($1::text[], $2::bigint[]) AS wanted (entity_type, entity_id)
          ON wanted.entity_type = a.entity_type AND wanted.entity_id = a.entity_id
        """;

    /// <summary>Reads what belongs to the given entities.</summary>
    /// <param name="transaction">The transaction to read in.</param>
    /// <param name="organisations">Images of organisations that are the batch's own entities: their own rows are known already.</param>
    /// <param name="deals">Images of the batch's deals.</param>
    /// <param name="needs">What to read besides the deals' organisations.</param>
    /// <param name="ct">Cancels the reading.</param>
    public static async Task<RelatedRows> ReadAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<Organisation> organisations, IReadOnlyCollection<Deal> deals, ContextNeeds needs,
        CancellationToken ct)
    {
        var related = await ReadOrganisationsAsync(transaction, [.. deals.Select(d => d.OrganisationId).Distinct()], ct).ConfigureAwait(false);
        var organisationIds = organisations.Select(o => o.Id).Concat(related.Keys).Distinct().ToArray();
        var users = new Dictionary<long, User>();
        var contacts = new Dictionary<long, Contact>();
        var people = new Dictionary<long, IReadOnlyList<Contact>>();
        var activities = new Dictionary<(string, long), DateTimeOffset>();

        using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        var readers = new List<Action<NpgsqlDataReader>>();
        void Ask(bool isNeeded, Func<NpgsqlBatchCommand> command, Action<NpgsqlDataReader> read)
        {
            if (!isNeeded) return;
            batch.BatchCommands.Add(command());
            readers.Add(read);
        }

        Ask(needs.Users, () => Users(organisations.Concat(related.Values), deals), row => users[row.GetInt64(0)] = ReadUser(row));
        Ask(needs.PrimaryContacts, () => OfOrganisations(ContactsSql, organisationIds), row => contacts[row.GetInt64(0)] = ReadContact(row));
        Ask(needs.People, () => OfOrganisations(PeopleSql, organisationIds), row => Add(people, row.GetInt64(0), ReadContact(row)));
        Ask(
            needs.LastActivities, () => Activities(organisationIds, deals),
            row => activities[(row.GetString(0), row.GetInt64(1))] = row.GetFieldValue<DateTimeOffset>(2));
        await ReadAsync(batch, readers, ct).ConfigureAwait(false);
        return new RelatedRows(
            related.ToFrozenDictionary(), users.ToFrozenDictionary(), contacts.ToFrozenDictionary(), people.ToFrozenDictionary(),
            activities.ToFrozenDictionary());
    }

    private static async Task ReadAsync(NpgsqlBatch batch, List<Action<NpgsqlDataReader>> readers, CancellationToken ct)
    {
        if (readers.Count == 0) return;
        var reader = await batch.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        foreach (var read in readers)
        {
            while (await reader.ReadAsync(ct).ConfigureAwait(false)) read(reader);
            await reader.NextResultAsync(ct).ConfigureAwait(false);
        }
    }

    private static NpgsqlBatchCommand Users(IEnumerable<Organisation> organisations, IEnumerable<Deal> deals)
    {
        var ids = organisations.Select(o => o.AssignedTo).Concat(deals.SelectMany(d => new[] { d.AssignedTo, d.ManagerId }));
        return new(UsersSql) { Parameters = { new NpgsqlParameter<long[]> { TypedValue = [.. ids.OfType<long>().Distinct()] } } };
    }

    private static NpgsqlBatchCommand OfOrganisations(string sql, long[] ids) =>
        new(sql) { Parameters = { new NpgsqlParameter<long[]> { TypedValue = ids } } };

    private static NpgsqlBatchCommand Activities(long[] organisationIds, IEnumerable<Deal> deals)
    {
        var entities = organisationIds.Select(id => (EntityNames.Organisation, id)).Concat(deals.Select(d => (EntityNames.Deal, d.Id))).Distinct().ToArray();
        return new(ActivitiesSql)
        {
            Parameters =
            {
                new NpgsqlParameter<string[]> { TypedValue = [.. entities.Select(e => e.Item1)] },
                new NpgsqlParameter<long[]> { TypedValue = [.. entities.Select(e => e.Item2)] },
            },
        };
    }

    private static async Task<Dictionary<long, Organisation>> ReadOrganisationsAsync(NpgsqlTransaction transaction, long[] ids, CancellationToken ct)
    {
        var found = new Dictionary<long, Organisation>();
        if (ids.Length == 0) return found;
        using var command = new NpgsqlCommand(OrganisationsSql, transaction.Connection, transaction)
        {
            Parameters = { new NpgsqlParameter<long[]> { TypedValue = ids } },
        };
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            var organisation = JsonSerializer.Deserialize(reader.GetString(0), CrmJson.Default.Organisation)!;
            found[organisation.Id] = organisation;
        }

        return found;
    }

    private static void Add(Dictionary<long, IReadOnlyList<Contact>> people, long organisationId, Contact contact)
    {
        if (!people.TryGetValue(organisationId, out var list)) people[organisationId] = list = new List<Contact>();
        ((List<Contact>)list).Add(contact);
    }

    private static User ReadUser(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        Email = reader.GetString(1),
        FirstName = reader.IsDBNull(2) ? "" : reader.GetString(2),
        LastName = reader.IsDBNull(3) ? "" : reader.GetString(3),
        IsActive = reader.GetBoolean(4),
    };

    private static Contact ReadContact(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(1),
        FirstName = reader.GetString(2),
        LastName = reader.GetString(3),
        Email = reader.IsDBNull(4) ? null : reader.GetString(4),
        Telephone = reader.IsDBNull(5) ? null : reader.GetString(5),
        Role = reader.GetString(6),
    };
}
