using Alforis.Crm.Data.Audit;
using Npgsql;

namespace Alforis.Crm.Data.Workflows;

/// <summary>A workflow before it was changed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="PreviousStatus">The status that it had.</param>
public sealed record ChangedWorkflow(string Name, string PreviousStatus)
{
    /// <summary>What it is now, when it was not what the change was meant for; then nothing was changed.</summary>
    public WorkflowRevision? ChangedMeanwhile { get; init; }

    /// <summary>Whether anything was changed.</summary>
    internal bool IsChanged { get; init; }
}

/// <summary>Makes a workflow inactive: it fires no more. What is handled already goes on. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write workflows.</param>
public sealed class WorkflowDeactivation(NpgsqlDataSource dataSource)
{
    // A suspension is a state of active workflows, so it ends here.
    private const string Sql = """
        WITH found AS MATERIALIZED (
          SELECT w.id, w.name, w.status FROM public.workflows w WHERE w.id = $1 AND w.deleted_at IS NULL FOR UPDATE
        ), changed AS (
          UPDATE public.workflows w SET status = 'inactive', suspended_at = NULL, suspended_reason = NULL
          FROM found f WHERE w.id = f.id AND f.status <> 'inactive'
        )
        SELECT f.name, f.status, f.status <> 'inactive' FROM found f
        """;

    /// <summary>Deactivates a workflow; one that is inactive stays as it is.</summary>
    /// <param name="id">The workflow's number.</param>
    /// <param name="actor">Whoever wants it.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <returns>What it was, or <see langword="null"/> when there is no workflow of this number.</returns>
    public Task<ChangedWorkflow?> DeactivateAsync(long id, Actor actor, CancellationToken ct) =>
        WorkflowChange.RunAsync(dataSource, Sql, id, actor, "workflow.deactivate", null, ct);
}
