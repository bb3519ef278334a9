using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Executions;

/// <summary>Draws the numbers of a batch's executions, so that what they write can name them.</summary>
internal static class ExecutionIds
{
    public static async Task AllotAsync(NpgsqlTransaction transaction, IReadOnlyList<PendingExecution> executions, CancellationToken ct)
    {
        var numbers = await SequenceNumbers.DrawAsync(transaction, "workflow.execution_ids", executions.Count, ct).ConfigureAwait(false);
        for (var i = 0; i < numbers.Length; i++) executions[i].Id = numbers[i];
    }
}
