using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Executions;

/// <summary>Draws the numbers of a batch's executions, so that what they write can name them; what was promised one has it already.</summary>
internal static class ExecutionIds
{
    public static async Task AllotAsync(NpgsqlTransaction transaction, IReadOnlyList<PendingExecution> executions, CancellationToken ct)
    {
        foreach (var execution in executions) execution.Id = execution.Source.ExecutionId ?? 0;
        List<PendingExecution> numberless = [.. executions.Where(e => e.Source.ExecutionId is null)];
        var numbers = await SequenceNumbers.DrawAsync(transaction, "workflow.execution_ids", numberless.Count, ct).ConfigureAwait(false);
        for (var i = 0; i < numbers.Length; i++) numberless[i].Id = numbers[i];
    }
}
