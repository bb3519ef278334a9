using Npgsql;

namespace Alforis.Crm.Data.Workflows;

/// <summary>
/// Queues up those who change workflows. Every such change bumps this row at its end anyway; taken first, nobody can hold a workflow
/// that another one waits for crosswise.
/// </summary>
internal static class WorkflowSetLock
{
    private const string Sql = "SELECT s.revision FROM workflow.set_revision s FOR UPDATE";

    public static async Task TakeAsync(NpgsqlTransaction transaction, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(Sql, transaction.Connection, transaction);
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }
}
