using System.Data;
using Alforis.Crm.Data.Actions;
using Alforis.Crm.Data.Executions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Alforis.Crm.Data.Dispatching;

/// <summary>
/// Performs executions in sets. When the database refuses something that no check foresaw, the attempt is rolled back to a savepoint
/// and the executions are divided, until the one at fault is alone; that one is performed action by action, to find which of them is
/// refused, and fails with the reason. All others are performed as if nothing had been.
/// </summary>
internal sealed class FailureIsolation(IReadOnlyList<IDatabaseAction> kinds, ILogger logger)
{
    private const string SetSavepoint = "action_set";
    private const string ExecutionSavepoint = "execution";

    /// <summary>Performs the executions, in order.</summary>
    /// <param name="transaction">The batch's transaction, which holds the rows' locks.</param>
    /// <param name="executions">At least one.</param>
    /// <param name="prepared">Their set, locked, when there is one.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The events of executions that need rows which somebody else holds; when there are any, the attempt must be undone.</returns>
    public async Task<IReadOnlySet<long>> PerformAsync(
        NpgsqlTransaction transaction, IReadOnlyList<PendingExecution> executions, ActionSet? prepared, CancellationToken ct)
    {
        var blocked = new HashSet<long>();
        await PerformAsync(transaction, executions, prepared, blocked, ct).ConfigureAwait(false);
        return blocked;
    }

    private async Task PerformAsync(
        NpgsqlTransaction transaction, IReadOnlyList<PendingExecution> executions, ActionSet? prepared, HashSet<long> blocked, CancellationToken ct)
    {
        if (await TryAsync(transaction, [.. executions.SelectMany(e => e.Actions)], prepared, ct).ConfigureAwait(false) is not { } fault) return;
        if (executions.Count == 1)
        {
            if (IsHeld(fault)) blocked.Add(executions[0].Source.EventId);
            else await PerformAloneAsync(transaction, executions[0], blocked, ct).ConfigureAwait(false);
            return;
        }

        Log.ExecutionsDivided(logger, executions.Count, FailureText.Of(fault));
        var half = executions.Count / 2;
        await PerformAsync(transaction, [.. executions.Take(half)], null, blocked, ct).ConfigureAwait(false);
        await PerformAsync(transaction, [.. executions.Skip(half)], null, blocked, ct).ConfigureAwait(false);
    }

    private static bool IsHeld(Exception fault) => fault is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable };

    /// <summary>Each action a set of its own; when one fails that must not, all that the execution did is rolled back.</summary>
    private async Task PerformAloneAsync(NpgsqlTransaction transaction, PendingExecution execution, HashSet<long> blocked, CancellationToken ct)
    {
        foreach (var action in execution.Actions) action.Reset();
        await transaction.SaveAsync(ExecutionSavepoint, ct).ConfigureAwait(false);
        foreach (var action in execution.Actions)
        {
            if (await TryAsync(transaction, [action], null, ct).ConfigureAwait(false) is { } fault)
            {
                if (IsHeld(fault))
                {
                    blocked.Add(execution.Source.EventId);
                    break;
                }

                Log.ActionRefused(logger, execution.Id, action.Planned.Id, FailureText.Of(fault));
                action.Fail(RefusalText.Of(fault, action.Planned.Settings));
            }

            if (execution.Error is null) continue;
            await transaction.RollbackAsync(ExecutionSavepoint, ct).ConfigureAwait(false);
            execution.Settle();
            break;
        }

        await transaction.ReleaseAsync(ExecutionSavepoint, ct).ConfigureAwait(false);
    }

    /// <summary>Performs the actions, or nothing.</summary>
    /// <returns>Why nothing was performed, or <see langword="null"/>.</returns>
    private async Task<Exception?> TryAsync(
        NpgsqlTransaction transaction, IReadOnlyList<PendingAction> actions, ActionSet? prepared, CancellationToken ct)
    {
        var connection = transaction.Connection!;
        await transaction.SaveAsync(SetSavepoint, ct).ConfigureAwait(false);
        Exception? fault = null;
        try
        {
            var set = prepared ?? new ActionSet(kinds, actions);
            if (prepared is null) await set.LockAsync(transaction, ct).ConfigureAwait(false);
            await set.PerformAsync(transaction, ct).ConfigureAwait(false);
        }
        catch (Exception e) when ((ContentFault.Is(e) || IsHeld(e)) && connection.State == ConnectionState.Open)
        {
            await transaction.RollbackAsync(SetSavepoint, ct).ConfigureAwait(false);
            fault = e;
        }

        await transaction.ReleaseAsync(SetSavepoint, ct).ConfigureAwait(false);
        return fault;
    }
}
