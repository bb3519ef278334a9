using System.Collections.Immutable;
using Alforis.Crm.Data.Audit;
using Alforis.Workflows.Engine.Diagnostics;
using Npgsql;
using NpgsqlTypes;

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
    public bool Succeeded => !CheckedDefinition.HasErrors(Diagnostics);
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
          activated_by = $2
        WHERE id = $1
        """;

    /// <summary>Activates the current version, unless something stands against it.</summary>
    /// <param name="id">The workflow's number.</param>
    /// <param name="actor">Whoever wants it; what runs from now on, runs under their authority.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <returns>The outcome, or <see langword="null"/> when there is no workflow of this number.</returns>
    public async Task<ActivationOutcome?> ActivateAsync(long id, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var connectionDisposal = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var transactionDisposal = transaction.ConfigureAwait(false);
        await WorkflowSetLock.TakeAsync(transaction, ct).ConfigureAwait(false);
        var gate = await ActivationGate.ReadAsync(transaction, actor, ct).ConfigureAwait(false);
        if (await FindAsync(transaction, id, gate, ct).ConfigureAwait(false) is not { } outcome) return null;
        if (!outcome.Succeeded || (outcome.PreviousStatus == "active" && !outcome.WasSuspended)) return outcome;

        using var command = new NpgsqlCommand(ActivateSql, connection, transaction)
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = id }, new NpgsqlParameter { Value = (object?)actor.UserId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint } },
        };
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        var entry = new AuditEntry("workflow.activate", "workflow", id) { Detail = new() { ["version"] = outcome.Version, ["was"] = outcome.PreviousStatus } };
        await AuditTrail.WriteAsync(transaction, actor, entry, ct).ConfigureAwait(false);
        await transaction.CommitAsync(ct).ConfigureAwait(false);
        return outcome;
    }

    private static async Task<ActivationOutcome?> FindAsync(NpgsqlTransaction transaction, long id, ActivationGate gate, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(FindSql, transaction.Connection, transaction)
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = id } },
        };
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        if (!await reader.ReadAsync(ct).ConfigureAwait(false)) return null;
        return new ActivationOutcome(reader.GetString(0), reader.GetInt32(1), gate.Check(reader.GetString(4)), reader.GetString(2), reader.GetBoolean(3));
    }
}
