using Npgsql;

namespace Alforis.Crm.Data.Workflows;

/// <summary>
/// Deletes a workflow softly: it fires no more and is listed no more, its name is free, its versions and history stay. Thread-safe.
/// </summary>
/// <param name="dataSource">Connects as a role that may write workflows.</param>
public sealed class WorkflowDeletion(NpgsqlDataSource dataSource)
{
    private const string Sql = """
        WITH found AS MATERIALIZED (
          SELECT w.id, w.name, w.status FROM public.workflows w WHERE w.id = $1 AND w.deleted_at IS NULL FOR UPDATE
        ), changed AS (
          UPDATE public.workflows w SET deleted_at = clock_timestamp() FROM found f WHERE w.id = f.id
        )
        SELECT f.name, f.status FROM found f
        """;

    /// <summary>Deletes a workflow.</summary>
    /// <param name="id">The workflow's number.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <returns>What it was, or <see langword="null"/> when there is no workflow of this number.</returns>
    public Task<ChangedWorkflow?> DeleteAsync(long id, CancellationToken ct) => WorkflowChange.RunAsync(dataSource, Sql, id, ct);
}
