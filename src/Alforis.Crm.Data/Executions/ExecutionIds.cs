using Npgsql;

namespace Alforis.Crm.Data.Executions;

/// <summary>Draws the numbers of a batch's executions, so that what they write can name them.</summary>
internal static class ExecutionIds
{
    private const string Sql = "SELECT nextval('workflow.execution_ids') FROM generate_series(1, $1)";

    public static async Task AllotAsync(NpgsqlTransaction transaction, IReadOnlyList<PendingExecution> executions, CancellationToken ct)
    {
        if (executions.Count == 0) return;
        using var command = new NpgsqlCommand(Sql, transaction.Connection, transaction)
        {
            Parameters = { new NpgsqlParameter<int> { TypedValue = executions.Count } },
        };
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        foreach (var execution in executions)
        {
            await reader.ReadAsync(ct).ConfigureAwait(false);
            execution.Id = reader.GetInt64(0);
        }
    }
}
