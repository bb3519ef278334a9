using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Model;
using Npgsql;

namespace Alforis.Crm.Data.Actions;

/// <summary>
/// Locks the rows that a batch writes or refers to, in the order of their ids, and passes over those that somebody else holds:
/// one idle transaction must not stop a batch.
/// </summary>
internal static class TargetRowsQuery
{
    private const string WriteOrganisations = """
        SELECT o.id, o.id, o.tags FROM public.organisations o WHERE o.id = ANY ($1) ORDER BY o.id FOR NO KEY UPDATE SKIP LOCKED
        """;

    private const string ReferOrganisations = """
        SELECT o.id, o.id, o.tags FROM public.organisations o WHERE o.id = ANY ($1) ORDER BY o.id FOR KEY SHARE SKIP LOCKED
        """;

    private const string ExistingOrganisations = "SELECT o.id FROM public.organisations o WHERE o.id = ANY ($1)";

    private const string WriteDeals = """
        SELECT d.id, d.organisation_id, d.tags FROM public.deals d WHERE d.id = ANY ($1) ORDER BY d.id FOR NO KEY UPDATE SKIP LOCKED
        """;

    private const string ReferDeals = """
        SELECT d.id, d.organisation_id, d.tags FROM public.deals d WHERE d.id = ANY ($1) ORDER BY d.id FOR KEY SHARE SKIP LOCKED
        """;

    private const string ExistingDeals = "SELECT d.id FROM public.deals d WHERE d.id = ANY ($1)";

    /// <summary>The rows that are locked now, and those that exist but are held by somebody else. Rows in neither are gone.</summary>
    public static async Task<(Dictionary<EntityReference, TargetRow> Locked, HashSet<EntityReference> Held)> LockAsync(
        NpgsqlTransaction transaction, IReadOnlyDictionary<EntityReference, RowUse> wanted, CancellationToken ct)
    {
        var locked = new Dictionary<EntityReference, TargetRow>();
        await LockAsync(transaction, EntityNames.Organisation, RowUse.Write, WriteOrganisations, wanted, locked, ct).ConfigureAwait(false);
        await LockAsync(transaction, EntityNames.Organisation, RowUse.Refer, ReferOrganisations, wanted, locked, ct).ConfigureAwait(false);
        await LockAsync(transaction, EntityNames.Deal, RowUse.Write, WriteDeals, wanted, locked, ct).ConfigureAwait(false);
        await LockAsync(transaction, EntityNames.Deal, RowUse.Refer, ReferDeals, wanted, locked, ct).ConfigureAwait(false);

        var missing = wanted.Keys.Where(r => !locked.ContainsKey(r)).ToList();
        var held = new HashSet<EntityReference>();
        await FindHeldAsync(transaction, EntityNames.Organisation, ExistingOrganisations, missing, held, ct).ConfigureAwait(false);
        await FindHeldAsync(transaction, EntityNames.Deal, ExistingDeals, missing, held, ct).ConfigureAwait(false);
        return (locked, held);
    }

    private static async Task LockAsync(
        NpgsqlTransaction transaction, string type, RowUse use, string sql,
        IReadOnlyDictionary<EntityReference, RowUse> wanted, Dictionary<EntityReference, TargetRow> locked, CancellationToken ct)
    {
        long[] ids = [.. wanted.Where(w => w.Key.Type == type && w.Value == use).Select(w => w.Key.Id)];
        if (ids.Length == 0) return;
        using var command = Command(transaction, sql, ids);
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            locked[new EntityReference(type, reader.GetInt64(0))] = new TargetRow(reader.GetInt64(1), reader.GetFieldValue<string[]>(2));
        }
    }

    private static async Task FindHeldAsync(
        NpgsqlTransaction transaction, string type, string sql, List<EntityReference> missing, HashSet<EntityReference> held, CancellationToken ct)
    {
        long[] ids = [.. missing.Where(r => r.Type == type).Select(r => r.Id)];
        if (ids.Length == 0) return;
        using var command = Command(transaction, sql, ids);
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) held.Add(new EntityReference(type, reader.GetInt64(0)));
    }

    private static NpgsqlCommand Command(NpgsqlTransaction transaction, string sql, long[] ids) =>
        new(sql, transaction.Connection, transaction) { Parameters = { new NpgsqlParameter<long[]> { TypedValue = ids } } };
}
