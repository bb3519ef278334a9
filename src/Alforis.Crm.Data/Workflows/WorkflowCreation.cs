using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Alforis.Workflows.Engine.Definitions;
using Npgsql;

namespace Alforis.Crm.Data.Workflows;

/// <summary>Creates workflows one by one; no other may have the name. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write workflows.</param>
public sealed class WorkflowCreation(NpgsqlDataSource dataSource)
{
    private const string NameSql = "SELECT w.id FROM public.workflows w WHERE lower(w.name) = lower($1) AND w.deleted_at IS NULL";

    /// <summary>Creates a workflow.</summary>
    /// <param name="definition">What it is; its status is the workflow's.</param>
    /// <param name="editor">Whoever wants it; of what is active, it is under their authority that it runs.</param>
    /// <param name="ct">Cancels; nothing is written then.</param>
    public Task<EditOutcome> CreateAsync(CheckedDefinition definition, WorkflowEditor editor, CancellationToken ct) => CreateAsync(definition, editor, [], ct);

    /// <summary>The same of what comes from another workflow.</summary>
    internal async Task<EditOutcome> CreateAsync(CheckedDefinition definition, WorkflowEditor editor, JsonObject origin, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(editor);
        if (!definition.IsValid) return new EditOutcome(EditResult.Refused) { Diagnostics = definition.Diagnostics };
        var import = definition.ToImport(definition.Workflow.Definition.Status);
        if (import.Status == WorkflowStatus.Active && !editor.MayActivate) return new EditOutcome(EditResult.MayNotActivate);
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var connectionDisposal = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var transactionDisposal = transaction.ConfigureAwait(false);
        await WorkflowSetLock.TakeAsync(transaction, ct).ConfigureAwait(false);
        var name = definition.Workflow.Definition.Name;
        if (await FindNameAsync(transaction, name, ct).ConfigureAwait(false) is { } other) return new EditOutcome(EditResult.NameTaken) { Id = other, Name = name };
        var outcome = new EditOutcome(EditResult.Written) { Version = 1, Name = name, Diagnostics = definition.Diagnostics };
        if (import.Status == WorkflowStatus.Active)
        {
            var gate = await ActivationGate.ReadAsync(transaction, editor.Actor, ct).ConfigureAwait(false);
            outcome = outcome with { Diagnostics = [.. definition.Diagnostics, .. gate.Check(definition.Workflow, definition.Utf8)] };
            if (CheckedDefinition.HasErrors(outcome.Diagnostics)) return outcome with { Result = EditResult.Refused };
        }

        var id = await WorkflowWriter.CreateAsync(connection, import, editor.Actor.UserId, ct).ConfigureAwait(false);
        var detail = new JsonObject { ["name"] = name, ["status"] = WorkflowWriter.StatusText(import.Status) };
        foreach (var (member, value) in origin) detail[member] = value?.DeepClone();
        await AuditTrail.WriteAsync(transaction, editor.Actor, new AuditEntry("workflow.create", "workflow", id) { Detail = detail }, ct).ConfigureAwait(false);
        await transaction.CommitAsync(ct).ConfigureAwait(false);
        return outcome with { Id = id };
    }

    /// <summary>The workflow that has a name, whatever its case.</summary>
    internal static async Task<long?> FindNameAsync(NpgsqlTransaction transaction, string name, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(NameSql, transaction.Connection, transaction) { Parameters = { new NpgsqlParameter<string> { TypedValue = name } } };
        return (long?)await command.ExecuteScalarAsync(ct).ConfigureAwait(false);
    }
}
