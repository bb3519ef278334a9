using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Npgsql;

namespace Alforis.Crm.Data.Workflows;

/// <summary>Gives stored workflows new versions. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write workflows.</param>
public sealed class WorkflowEditing(NpgsqlDataSource dataSource)
{
    private const string FindSql = """
        SELECT w.status, w.current_version, w.updated_at, w.webhook_id IS NOT NULL, v.definition::text, w.suspended_at IS NOT NULL
        FROM public.workflows w
        JOIN public.workflow_versions v ON v.workflow_id = w.id AND v.version = w.current_version
        WHERE w.id = $1 AND w.deleted_at IS NULL
        FOR UPDATE OF w
        """;

    private const string VersionSql = "SELECT v.definition::text FROM public.workflow_versions v WHERE v.workflow_id = $1 AND v.version = $2";

    /// <summary>Replaces members of a workflow's definition.</summary>
    /// <param name="id">The workflow's number.</param>
    /// <param name="change">A JSON object with the members to replace, without a <see cref="DefinitionMerge.FindProblem">problem</see>.</param>
    /// <param name="isExpected">Whether the change was made for what is there.</param>
    /// <param name="editor">Whoever wants it; of what is active, it is from now on under their authority that it runs.</param>
    /// <param name="ct">Cancels; nothing is written then.</param>
    public Task<EditOutcome> ChangeAsync(long id, ReadOnlyMemory<byte> change, Func<WorkflowRevision, bool> isExpected, WorkflowEditor editor, CancellationToken ct) =>
        EditAsync(id, isExpected, editor, [], (_, stored) => Task.FromResult<Edit?>(Merge(stored, change)), ct);

    /// <summary>Makes an earlier version the newest one; the status stays.</summary>
    /// <param name="id">The workflow's number.</param>
    /// <param name="version">The version.</param>
    /// <param name="isExpected">Whether it was asked for of what is there.</param>
    /// <param name="editor">Whoever wants it.</param>
    /// <param name="ct">Cancels; nothing is written then.</param>
    public Task<EditOutcome> RestoreAsync(long id, int version, Func<WorkflowRevision, bool> isExpected, WorkflowEditor editor, CancellationToken ct) =>
        EditAsync(id, isExpected, editor, new JsonObject { ["restored"] = version }, (transaction, _) => ReadVersionAsync(transaction, id, version, ct), ct);

    private static Edit Merge(string stored, ReadOnlyMemory<byte> change)
    {
        var merge = DefinitionMerge.Of(stored, change);
        return new Edit(merge.Definition, merge.SaysStatus ? merge.Definition.Workflow?.Definition.Status : null) { Merge = merge };
    }

    private static async Task<Edit?> ReadVersionAsync(NpgsqlTransaction transaction, long id, int version, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(VersionSql, transaction.Connection, transaction)
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = id }, new NpgsqlParameter<int> { TypedValue = version } },
        };
        return await command.ExecuteScalarAsync(ct).ConfigureAwait(false) is string text ? new Edit(CheckedDefinition.Of(Encoding.UTF8.GetBytes(text)), null) : null;
    }

    private async Task<EditOutcome> EditAsync(
        long id, Func<WorkflowRevision, bool> isExpected, WorkflowEditor editor, JsonObject detail, Func<NpgsqlTransaction, string, Task<Edit?>> make, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(isExpected);
        ArgumentNullException.ThrowIfNull(editor);
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var connectionDisposal = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var transactionDisposal = transaction.ConfigureAwait(false);
        await WorkflowSetLock.TakeAsync(transaction, ct).ConfigureAwait(false);
        if (await FindAsync(transaction, id, ct).ConfigureAwait(false) is not { } stored) return new EditOutcome(EditResult.UnknownWorkflow);
        if (stored.IsSubscription) return new EditOutcome(EditResult.Subscription) { Id = id };
        if (!isExpected(stored.Revision)) return new EditOutcome(EditResult.ChangedMeanwhile) { Revision = stored.Revision };
        if (await make(transaction, stored.Text).ConfigureAwait(false) is not { } edit) return new EditOutcome(EditResult.UnknownVersion);
        var (outcome, import) = await CheckAsync(transaction, id, stored, edit, editor, ct).ConfigureAwait(false);
        if (import is null || outcome.Result == EditResult.Unchanged) return outcome;

        if (outcome.Version > stored.Revision.Version) await WorkflowWriter.AddVersionAsync(connection, id, outcome.Version, import.Text, editor.Actor.UserId, ct).ConfigureAwait(false);
        await WorkflowWriter.UpdateAsync(connection, id, outcome.Version, import, editor.Actor.UserId, ct).ConfigureAwait(false);
        detail["version"] = outcome.Version;
        detail["status"] = WorkflowWriter.StatusText(import.Status);
        await AuditTrail.WriteAsync(transaction, editor.Actor, new AuditEntry("workflow.update", "workflow", id) { Detail = detail }, ct).ConfigureAwait(false);
        await transaction.CommitAsync(ct).ConfigureAwait(false);
        return outcome;
    }

    /// <summary>An active workflow is held to everything that it was held to when it was activated.</summary>
    private static async Task<(EditOutcome Outcome, WorkflowImport? Import)> CheckAsync(
        NpgsqlTransaction transaction, long id, Stored stored, Edit edit, WorkflowEditor editor, CancellationToken ct)
    {
        var definition = edit.Definition;
        if (!definition.IsValid) return (new EditOutcome(EditResult.Refused) { Diagnostics = edit.Place(definition.Diagnostics) }, null);
        var name = definition.Workflow.Definition.Name;
        var import = definition.ToImport(edit.Status ?? WorkflowWriter.ParseStatus(stored.Status));
        var isSame = string.Equals(import.Text, stored.Text, StringComparison.Ordinal);
        var outcome = new EditOutcome(EditResult.Written)
        {
            Id = id, Name = name, Version = stored.Revision.Version + (isSame ? 0 : 1), Diagnostics = edit.Place(definition.Diagnostics),
        };
        var isActive = import.Status == WorkflowStatus.Active;
        if (isSame && WorkflowWriter.StatusText(import.Status) == stored.Status && !(stored.IsSuspended && isActive)) return (outcome with { Result = EditResult.Unchanged }, null);
        if (isActive && !editor.MayActivate) return (new EditOutcome(EditResult.MayNotActivate), null);
        if (await WorkflowCreation.FindNameAsync(transaction, name, ct).ConfigureAwait(false) is { } other && other != id)
            return (new EditOutcome(EditResult.NameTaken) { Id = other, Name = name }, null);
        if (!isActive) return (outcome, import);

        var gate = await ActivationGate.ReadAsync(transaction, editor.Actor, ct).ConfigureAwait(false);
        outcome = outcome with { Diagnostics = [.. outcome.Diagnostics, .. edit.Place(gate.Check(definition.Workflow, definition.Utf8))] };
        return CheckedDefinition.HasErrors(outcome.Diagnostics) ? (outcome with { Result = EditResult.Refused }, null) : (outcome, import);
    }

    private static async Task<Stored?> FindAsync(NpgsqlTransaction transaction, long id, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(FindSql, transaction.Connection, transaction) { Parameters = { new NpgsqlParameter<long> { TypedValue = id } } };
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        if (!await reader.ReadAsync(ct).ConfigureAwait(false)) return null;
        return new Stored(
            reader.GetString(0), new WorkflowRevision(reader.GetInt32(1), reader.GetFieldValue<DateTimeOffset>(2)), reader.GetBoolean(3), reader.GetString(4), reader.GetBoolean(5));
    }

    private sealed record Stored(string Status, WorkflowRevision Revision, bool IsSubscription, string Text, bool IsSuspended);

    /// <summary>The definition that is wanted.</summary>
    /// <param name="Definition">What it says.</param>
    /// <param name="Status">The status that is wanted; <see langword="null"/> for the one that there is.</param>
    private sealed record Edit(CheckedDefinition Definition, WorkflowStatus? Status)
    {
        public DefinitionMerge? Merge { get; init; }

        public ImmutableArray<Diagnostic> Place(IEnumerable<Diagnostic> found) =>
            Merge is null ? [.. found] : Merge.Place(found);
    }
}
