using System.Text.Json;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Actions.AddTag;

/// <summary>A row's new tags, and the execution that is the cause.</summary>
internal sealed record RowWrite(EntityReference Row, PendingExecution Execution, string[] Tags);

/// <summary>Writes tags in rounds: one statement per round and kind of row, each row at most once in a round.</summary>
internal static class WriteTags
{
    private const string OrganisationsSql = """
        UPDATE public.organisations o SET tags = ARRAY(SELECT jsonb_array_elements_text(x.tags::jsonb))
        FROM unnest($1::bigint[], $2::text[]) AS x (id, tags)
        WHERE o.id = x.id
        """;

    private const string DealsSql = """
        UPDATE public.deals d SET tags = ARRAY(SELECT jsonb_array_elements_text(x.tags::jsonb))
        FROM unnest($1::bigint[], $2::text[]) AS x (id, tags)
        WHERE d.id = x.id
        """;

    public static async Task ExecuteAsync(NpgsqlTransaction transaction, IReadOnlyList<RowWrite> writes, CancellationToken ct)
    {
        var rounds = writes.GroupBy(w => w.Row)
            .SelectMany(g => g.Select((write, round) => (Round: round, Write: write)))
            .GroupBy(w => w.Round, w => w.Write)
            .OrderBy(g => g.Key);
        foreach (var round in rounds)
        {
            using var batch = new NpgsqlBatch(transaction.Connection, transaction);
            BatchCauses.Add(batch, [.. round.Select(w => (w.Row, w.Execution))]);
            AddUpdate(batch, OrganisationsSql, [.. round.Where(w => w.Row.Type == EntityNames.Organisation)]);
            AddUpdate(batch, DealsSql, [.. round.Where(w => w.Row.Type == EntityNames.Deal)]);
            await batch.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        }
    }

    private static void AddUpdate(NpgsqlBatch batch, string sql, List<RowWrite> writes)
    {
        if (writes.Count == 0) return;
        batch.BatchCommands.Add(new NpgsqlBatchCommand(sql)
        {
            Parameters =
            {
                SqlParameters.Column(writes, w => w.Row.Id),
                SqlParameters.Column(writes, w => JsonSerializer.Serialize(w.Tags)),
            },
        });
    }
}
