using System.Text;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Diagnostics;
using Npgsql;

namespace Alforis.Crm.Data.Pushdown;

/// <summary>
/// Says how many organisations or deals meet the conditions of a workflow now, whatever its trigger and status. Reads only; the moment is this machine's.
/// Thread-safe.
/// </summary>
/// <param name="dataSource">Connects as a role that may read workflows and the CRM.</param>
/// <param name="clock">Says what time it is.</param>
public sealed class MatchCounter(NpgsqlDataSource dataSource, TimeProvider clock)
{
    private const string FindSql = """
        SELECT w.name, v.version, v.definition::text
        FROM public.workflows w
        JOIN public.workflow_versions v ON v.workflow_id = w.id AND v.version = w.current_version
        WHERE w.id = $1 AND w.deleted_at IS NULL
        """;

    private readonly WorkflowCompiler<CrmContext> compiler = new(CrmSchema.Instance);

    /// <summary>Counts for a stored workflow.</summary>
    /// <param name="workflowId">Its number.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many there are, or why that cannot be said.</returns>
    /// <exception cref="NpgsqlException">The database cannot be reached, or needs more than ten minutes for a statement.</exception>
    public async Task<MatchCount> CountAsync(long workflowId, CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var connectionDisposal = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var transactionDisposal = transaction.ConfigureAwait(false);
        if (await FindAsync(transaction, workflowId, ct).ConfigureAwait(false) is not var (name, version, definition))
            return new MatchCount(workflowId, MatchOutcome.UnknownWorkflow);
        var result = compiler.Compile(Encoding.UTF8.GetBytes(definition));
        var answer = new MatchCount(workflowId, MatchOutcome.CannotRun) { Name = name, Version = version };
        if (result.Workflow is not { } workflow)
            return answer with { Detail = result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error).ToString() };
        if (workflow.Entity is null) return answer with { Outcome = MatchOutcome.NoEntity };
        var selection = EntitySelection.Of(workflow, silentOnly: true);
        return answer with
        {
            Outcome = MatchOutcome.Counted,
            Entity = workflow.Entity,
            Count = await selection.CountAsync(transaction, clock.GetUtcNow(), ct).ConfigureAwait(false),
            InMemory = selection.Unknown.IsEmpty ? selection.InMemory : [],
            NotCounted = selection.Unknown.IsEmpty ? [] : [.. selection.Unknown, .. selection.InMemory],
            Sql = selection.CountSql,
        };
    }

    private static async Task<(string Name, int Version, string Definition)?> FindAsync(NpgsqlTransaction transaction, long workflowId, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(FindSql, transaction.Connection, transaction) { Parameters = { new NpgsqlParameter<long> { TypedValue = workflowId } } };
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false) ? (reader.GetString(0), reader.GetInt32(1), reader.GetString(2)) : null;
    }
}
