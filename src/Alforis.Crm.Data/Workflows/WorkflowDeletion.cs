using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Executions;
using Npgsql;

namespace Alforis.Crm.Data.Workflows;

/// <summary>
/// Deletes a workflow softly: it fires no more and is listed no more, its name is free, its versions and history stay.
/// Executions that are not finished are cancelled. Thread-safe.
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
        SELECT f.name, f.status, true FROM found f
        """;

    /// <summary>What the history says of the executions that it ends.</summary>
    internal const string Reason = "Its workflow was deleted.";

    /// <summary>Deletes a workflow and cancels its unfinished executions.</summary>
    /// <param name="id">The workflow's number.</param>
    /// <param name="actor">Whoever wants it.</param>
    /// <param name="ct">
    /// Cancels. Once the workflow is deleted it stays so; executions that are not cancelled yet end when their time has come.
    /// </param>
    /// <returns>What it was, or <see langword="null"/> when there is no workflow of this number.</returns>
    public Task<ChangedWorkflow?> DeleteAsync(long id, Actor actor, CancellationToken ct) => RunAsync(id, actor, null, ct);

    /// <summary>The same when it is what the wish was made for.</summary>
    /// <param name="id">The workflow's number.</param>
    /// <param name="isExpected">Whether it is.</param>
    /// <param name="actor">Whoever wants it.</param>
    /// <param name="ct">Cancels, as above.</param>
    /// <returns>What it was, or <see langword="null"/> when there is no workflow of this number.</returns>
    public Task<ChangedWorkflow?> DeleteAsync(long id, Func<WorkflowRevision, bool> isExpected, Actor actor, CancellationToken ct) => RunAsync(id, actor, isExpected, ct);

    private async Task<ChangedWorkflow?> RunAsync(long id, Actor actor, Func<WorkflowRevision, bool>? isExpected, CancellationToken ct)
    {
        var changed = await WorkflowChange.RunAsync(dataSource, Sql, id, actor, "workflow.delete", isExpected, ct).ConfigureAwait(false);
        if (changed is { ChangedMeanwhile: null }) await new ExecutionCancellation(dataSource).CancelAllAsync(id, Reason, FailureCode.WorkflowDeleted, ct).ConfigureAwait(false);
        return changed;
    }
}
