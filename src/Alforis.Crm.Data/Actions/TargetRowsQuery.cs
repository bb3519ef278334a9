using System.Text.Json;
using Alforis.Crm.Data.Actions.RowWrites;
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
    private const string HeldParentsSql = """
        WITH locked AS (
          SELECT o.id FROM public.organisations o WHERE o.id = ANY ($1) ORDER BY o.id FOR KEY SHARE SKIP LOCKED)
        SELECT w.id FROM unnest($1) AS w (id) WHERE NOT EXISTS (SELECT FROM locked l WHERE l.id = w.id)
        """;

    /// <summary>The rows that are locked now or only looked at, and those that exist but are held by somebody else. Rows in neither are gone.</summary>
    public static async Task<(Dictionary<EntityReference, TargetRow> Found, HashSet<EntityReference> Held)> LockAsync(
        NpgsqlTransaction transaction, BatchNeeds needs, CancellationToken ct)
    {
        var locked = new Dictionary<EntityReference, TargetRow>();
        var held = new HashSet<EntityReference>();
        foreach (var table in RowTable.All)
        {
            await LockAsync(transaction, table, RowUse.Write, needs, locked, ct).ConfigureAwait(false);
            await LockAsync(transaction, table, RowUse.Refer, needs, locked, ct).ConfigureAwait(false);
            await LockAsync(transaction, table, RowUse.See, needs, locked, ct).ConfigureAwait(false);
        }

        foreach (var table in RowTable.All) await FindHeldAsync(transaction, table, needs, locked, held, ct).ConfigureAwait(false);
        await LockParentsAsync(transaction, needs, locked, held, ct).ConfigureAwait(false);
        return (locked, held);
    }

    /// <summary>
    /// What is written about a deal refers to its organisation as well: a deal whose organisation is held counts as held itself.
    /// </summary>
    private static async Task LockParentsAsync(
        NpgsqlTransaction transaction, BatchNeeds needs, Dictionary<EntityReference, TargetRow> locked, HashSet<EntityReference> held, CancellationToken ct)
    {
        var deals = locked.Where(r => r.Key.Type == EntityNames.Deal && needs.Rows[r.Key] != RowUse.See).ToList();
        long[] organisations = [.. deals.Select(d => d.Value.OrganisationId).Distinct()];
        if (organisations.Length == 0) return;
        using var command = Command(transaction, HeldParentsSql, organisations);
        var heldParents = new HashSet<long>();
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(ct).ConfigureAwait(false)) heldParents.Add(reader.GetInt64(0));
        }

        foreach (var (deal, row) in deals)
        {
            if (!heldParents.Contains(row.OrganisationId)) continue;
            locked.Remove(deal);
            held.Add(deal);
        }
    }

    private static async Task LockAsync(
        NpgsqlTransaction transaction, RowTable table, RowUse use, BatchNeeds needs, Dictionary<EntityReference, TargetRow> locked,
        CancellationToken ct)
    {
        long[] ids = [.. needs.Rows.Where(w => w.Key.Type == table.EntityType && w.Value == use).Select(w => w.Key.Id)];
        if (ids.Length == 0) return;
        using var command = Command(transaction, LockSql(table, use, needs), ids);
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            locked[new EntityReference(table.EntityType, reader.GetInt64(0))] = new TargetRow(reader.GetInt64(1), reader.IsDBNull(2) ? [] : Values(reader.GetString(2)));
        }
    }

    /// <summary>Reads only the columns that are to be written: a whole row as JSON costs several times as much.</summary>
    private static string LockSql(RowTable table, RowUse use, BatchNeeds needs)
    {
        var columns = needs.Columns
            .Where(c => use == RowUse.Write && c.EntityType == table.EntityType)
            .Select(c => table.Columns[c.Column])
            .OrderBy(c => c.Name, StringComparer.Ordinal);
        var values = string.Join(", ", columns.Select(c => $"'{c.Name}', t.{c.Sql}"));
        var read = values.Length > 0 ? $"jsonb_build_object({values})::text" : "NULL";
        var hold = use switch
        {
            RowUse.Write => "FOR NO KEY UPDATE SKIP LOCKED",
            RowUse.Refer => "FOR KEY SHARE SKIP LOCKED",
            _ => "",
        };
        return $"""
            SELECT t.id, t.{table.OrganisationId}, {read}
            FROM {table.Name} t
            WHERE t.id = ANY ($1)
            ORDER BY t.id
            {hold}
            """;
    }

    private static Dictionary<string, object?> Values(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => RowColumn.FromJson(p.Value), StringComparer.Ordinal);
    }

    private static async Task FindHeldAsync(
        NpgsqlTransaction transaction, RowTable table, BatchNeeds needs, Dictionary<EntityReference, TargetRow> locked,
        HashSet<EntityReference> held, CancellationToken ct)
    {
        long[] ids = [.. needs.Rows.Keys.Where(r => r.Type == table.EntityType && !locked.ContainsKey(r)).Select(r => r.Id)];
        if (ids.Length == 0) return;
        using var command = Command(transaction, $"SELECT t.id FROM {table.Name} t WHERE t.id = ANY ($1)", ids);
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) held.Add(new EntityReference(table.EntityType, reader.GetInt64(0)));
    }

    private static NpgsqlCommand Command(NpgsqlTransaction transaction, string sql, long[] ids) =>
        new(sql, transaction.Connection, transaction) { Parameters = { new NpgsqlParameter<long[]> { TypedValue = ids } } };
}
