using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Executions;

/// <summary>
/// Tells the capture trigger which execution is behind each row that the next statement writes. A session setting could name only
/// one cause for all rows: triggers run at the end of the statement.
/// </summary>
internal static class BatchCauses
{
    private const string OpenSql = """
        CREATE TEMPORARY TABLE IF NOT EXISTS batch_causes (
          entity_type text NOT NULL, entity_id bigint NOT NULL, cause jsonb NOT NULL, depth smallint NOT NULL, bulk boolean NOT NULL,
          PRIMARY KEY (entity_type, entity_id)) ON COMMIT DELETE ROWS
        """;

    private const string SettingsSql = """
        SELECT set_config('alforis.batch', 'on', true), set_config('alforis.actor', 'alforis-workflows', true)
        """;

    private const string ClearSql = "DELETE FROM pg_temp.batch_causes";

    private const string FillSql = """
        INSERT INTO pg_temp.batch_causes (entity_type, entity_id, cause, depth, bulk)
        SELECT x.entity_type, x.entity_id, x.cause::jsonb, x.depth, x.bulk
        FROM unnest($1::text[], $2::bigint[], $3::text[], $4::smallint[], $5::boolean[]) AS x (entity_type, entity_id, cause, depth, bulk)
        """;

    /// <summary>Adds the commands that name the causes of the statements after them in the batch.</summary>
    /// <param name="batch">The batch, in the transaction that writes.</param>
    /// <param name="writes">Each row at most once.</param>
    public static void Add(NpgsqlBatch batch, IReadOnlyList<(EntityReference Row, PendingExecution Execution)> writes)
    {
        batch.BatchCommands.Add(new NpgsqlBatchCommand(OpenSql));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SettingsSql));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ClearSql));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(FillSql)
        {
            Parameters =
            {
                SqlParameters.Column(writes, w => w.Row.Type),
                SqlParameters.Column(writes, w => w.Row.Id),
                SqlParameters.Column(writes, w => Chain(w.Execution)),
                SqlParameters.Column(writes, w => (short)(w.Execution.Causes.Count + 1)),
                SqlParameters.Column(writes, w => w.Execution.Source.Bulk),
            },
        });
    }

    private static string Chain(PendingExecution execution) => CauseChain.Append(
        execution.Causes,
        new Cause(execution.Id, execution.Workflow.Id, execution.Source.EntityType ?? "", execution.Source.EntityId ?? 0));
}
