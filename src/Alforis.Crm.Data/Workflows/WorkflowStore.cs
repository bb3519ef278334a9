using System.Collections.Immutable;
using System.Text;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Emails;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Npgsql;

namespace Alforis.Crm.Data.Workflows;

/// <summary>Stored workflows and their versions. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write workflows.</param>
public sealed class WorkflowStore(NpgsqlDataSource dataSource)
{
    /// <summary>Longest description in characters, as the database has it.</summary>
    public const int MaxDescriptionLength = 10_000;

    private readonly WorkflowCompiler<CrmContext> compiler = new(CrmSchema.Instance);

    /// <summary>What stands against e-mail templates that definitions name; nothing where the status would not be active.</summary>
    /// <remarks>A template that is gone a moment later suspends the workflow before it runs.</remarks>
    /// <param name="imports">Valid definitions.</param>
    /// <param name="ct">Cancels the check.</param>
    /// <returns>Of each, in the order given.</returns>
    public async Task<IReadOnlyList<ImmutableArray<Diagnostic>>> CheckTemplatesAsync(IReadOnlyList<WorkflowImport> imports, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(imports);
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var templates = await EmailTemplateSet.LoadAsync(connection, null, ct).ConfigureAwait(false);
        return
        [
            .. imports.Select(i => i.Status == WorkflowStatus.Active
                ? TemplatedWorkflow.Fill(compiler, i.Workflow, Encoding.UTF8.GetBytes(i.Text), templates).Problems
                : []),
        ];
    }

    /// <summary>Everything that stands against activating definitions; nothing where the status would not be active.</summary>
    /// <param name="imports">Valid definitions.</param>
    /// <param name="actor">Whoever activates.</param>
    /// <param name="ct">Cancels the check.</param>
    /// <returns>Of each, in the order given.</returns>
    public async Task<IReadOnlyList<ImmutableArray<Diagnostic>>> CheckActivationAsync(IReadOnlyList<WorkflowImport> imports, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(imports);
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var connectionDisposal = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var transactionDisposal = transaction.ConfigureAwait(false);
        var gate = await ActivationGate.ReadAsync(transaction, actor, ct).ConfigureAwait(false);
        return [.. imports.Select(i => i.Status == WorkflowStatus.Active ? gate.Check(i.Workflow, Encoding.UTF8.GetBytes(i.Text)) : [])];
    }

    /// <summary>The subscriptions of webhook targets that have one of some names: these are changed with their targets alone.</summary>
    /// <param name="names">Names, in any case.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<IReadOnlyList<string>> FindSubscriptionsAsync(IEnumerable<string> names, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(
            "SELECT w.name FROM public.workflows w WHERE w.webhook_id IS NOT NULL AND w.deleted_at IS NULL AND lower(w.name) IN (SELECT lower(n) FROM unnest($1::text[]) AS n) ORDER BY w.id");
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. names] });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var found = new List<string>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) found.Add(reader.GetString(0));
        return found;
    }

    /// <summary>Creates workflows, or updates those of the same name (whatever its case): all or none.</summary>
    /// <remarks>
    /// A definition that differs becomes a new version; one that is the same to the letter does not. The status becomes the wanted
    /// one in any case. A workflow that was suspended gets another chance.
    /// </remarks>
    /// <param name="imports">Valid definitions; their names differ.</param>
    /// <param name="actor">Whoever imports; what becomes active runs under their authority.</param>
    /// <param name="ct">Rolls everything back.</param>
    /// <returns>What became of each, in the order given.</returns>
    public async Task<IReadOnlyList<ImportedWorkflow>> ImportAsync(IReadOnlyList<WorkflowImport> imports, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(imports);
        ArgumentNullException.ThrowIfNull(actor);
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var __ = transaction.ConfigureAwait(false);

        await WorkflowSetLock.TakeAsync(transaction, ct).ConfigureAwait(false);
        var results = new List<ImportedWorkflow>(imports.Count);
        foreach (var import in imports)
        {
            var written = await WorkflowWriter.ImportAsync(connection, import, actor.UserId, ct).ConfigureAwait(false);
            results.Add(written);
            await AuditTrail.WriteAsync(transaction, actor, Entry(written), ct).ConfigureAwait(false);
        }

        await transaction.CommitAsync(ct).ConfigureAwait(false);
        return results;
    }

    private static AuditEntry Entry(ImportedWorkflow written) => new("workflow.import", "workflow", written.Id)
    {
        Detail = new()
        {
            ["name"] = written.Name,
            ["version"] = written.Version,
            ["outcome"] = written.Outcome.ToString().ToLowerInvariant(),
            ["status"] = WorkflowWriter.StatusText(written.Status),
        },
    };
}
