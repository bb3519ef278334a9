using System.Collections.Immutable;
using System.Text;
using Alforis.Crm.Data.Emails;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Crm.Data.WebhookTargets;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Diagnostics;
using Npgsql;

namespace Alforis.Crm.Data.Workflows;

/// <summary>What became of the wish to activate a workflow.</summary>
/// <param name="Name">The workflow's name.</param>
/// <param name="Version">Its current version.</param>
/// <param name="Diagnostics">What the check found; an error refuses the activation.</param>
/// <param name="PreviousStatus">The status that it had.</param>
/// <param name="WasSuspended">Whether it was suspended.</param>
public sealed record ActivationOutcome(
    string Name, int Version, ImmutableArray<Diagnostic> Diagnostics, string PreviousStatus, bool WasSuspended)
{
    /// <summary>Whether the workflow is active now.</summary>
    public bool Succeeded => !Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);
}

/// <summary>Activates a stored workflow after the checks that an import makes, and lifts its suspension. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write workflows.</param>
public sealed class WorkflowActivation(NpgsqlDataSource dataSource)
{
    private const string FindSql = """
        SELECT w.name, w.current_version, w.status, w.suspended_at IS NOT NULL, v.definition::text
        FROM public.workflows w
        JOIN public.workflow_versions v ON v.workflow_id = w.id AND v.version = w.current_version
        WHERE w.id = $1 AND w.deleted_at IS NULL
        FOR UPDATE OF w
        """;

    private const string ActivateSql = """
        UPDATE public.workflows
        SET status = 'active', suspended_at = NULL, suspended_reason = NULL,
          activated_at = CASE WHEN status = 'active' THEN activated_at ELSE now() END,
          activated_by = NULL
        WHERE id = $1
        """;

    private readonly WorkflowCompiler<CrmContext> compiler = new(CrmSchema.Instance);

    /// <summary>Activates the current version, unless something stands against it.</summary>
    /// <param name="id">The workflow's number.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <returns>The outcome, or <see langword="null"/> when there is no workflow of this number.</returns>
    public async Task<ActivationOutcome?> ActivateAsync(long id, CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var connectionDisposal = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var transactionDisposal = transaction.ConfigureAwait(false);
        await WorkflowSetLock.TakeAsync(transaction, ct).ConfigureAwait(false);
        var templates = await EmailTemplateSet.LoadAsync(connection, null, ct).ConfigureAwait(false);
        var targets = await TargetNames.ReadAsync(connection, ct).ConfigureAwait(false);
        if (await FindAsync(transaction, id, templates, targets, ct).ConfigureAwait(false) is not { } outcome) return null;
        if (!outcome.Succeeded || (outcome.PreviousStatus == "active" && !outcome.WasSuspended)) return outcome;

        using var command = new NpgsqlCommand(ActivateSql, connection, transaction) { Parameters = { new NpgsqlParameter<long> { TypedValue = id } } };
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        await transaction.CommitAsync(ct).ConfigureAwait(false);
        return outcome;
    }

    private async Task<ActivationOutcome?> FindAsync(NpgsqlTransaction transaction, long id, EmailTemplateSet templates, TargetNames targets, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(FindSql, transaction.Connection, transaction)
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = id } },
        };
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        if (!await reader.ReadAsync(ct).ConfigureAwait(false)) return null;
        return new ActivationOutcome(reader.GetString(0), reader.GetInt32(1), Check(reader.GetString(4), templates, targets), reader.GetString(2), reader.GetBoolean(3));
    }

    /// <summary>Again, although it was checked when it was stored: another version may have stored it.</summary>
    private ImmutableArray<Diagnostic> Check(string definition, EmailTemplateSet templates, TargetNames targets)
    {
        var utf8 = Encoding.UTF8.GetBytes(definition);
        var compiled = compiler.Compile(utf8);
        return compiled.Succeeded
            ? [.. compiled.Diagnostics, .. ActivationCheck.Check(compiled.Workflow, utf8, targets), .. TemplatedWorkflow.Fill(compiler, compiled.Workflow, utf8, templates).Problems]
            : compiled.Diagnostics;
    }
}
