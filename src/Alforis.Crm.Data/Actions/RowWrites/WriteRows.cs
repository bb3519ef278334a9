using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Actions.RowWrites;

/// <summary>
/// Writes rows in rounds: the k-th write to a row goes in round k, whatever kind of action it comes from, for PostgreSQL updates a row
/// once per statement. One statement per round, table and column; each row version's event names its own execution.
/// </summary>
internal static class WriteRows
{
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
            foreach (var statement in round.GroupBy(w => (w.Row.Type, w.Column)))
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand(RowTable.Of(statement.Key.Type).UpdateSql(statement.Key.Column))
                {
                    Parameters =
                    {
                        SqlParameters.Column(statement, w => w.Row.Id),
                        SqlParameters.Column(statement, w => RowColumn.ToText(w.Value)),
                    },
                });
            }

            await batch.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        }
    }
}
