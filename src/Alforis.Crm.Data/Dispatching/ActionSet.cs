using Alforis.Crm.Data.Actions;
using Alforis.Crm.Data.Actions.Roles;
using Alforis.Crm.Data.Actions.RowWrites;
using Alforis.Crm.Data.Executions;
using Npgsql;

namespace Alforis.Crm.Data.Dispatching;

/// <summary>One attempt to perform some actions in sets: what they need is locked and read, they are checked, then they are performed.</summary>
internal sealed class ActionSet
{
    private readonly IReadOnlyList<PendingAction> actions;
    private readonly List<IActionBatch> batches;
    private BatchRows? rows;

    /// <summary>Takes the actions; whatever an earlier attempt made of them is forgotten.</summary>
    /// <param name="kinds">The kinds of action that can be performed.</param>
    /// <param name="actions">In the order of events, those of an execution together.</param>
    public ActionSet(IReadOnlyList<IDatabaseAction> kinds, IReadOnlyList<PendingAction> actions)
    {
        this.actions = actions;
        foreach (var action in actions) action.Reset();
        var byType = actions.Where(a => a.State == ActionState.Ready).ToLookup(a => a.Planned.Type, StringComparer.Ordinal);
        batches = [.. kinds.Where(k => byType.Contains(k.Name)).Select(k => k.Begin([.. byType[k.Name]]))];
    }

    /// <summary>Locks the rows and reads what is needed.</summary>
    /// <returns>The events whose actions need rows that somebody else holds.</returns>
    public async Task<IReadOnlySet<long>> LockAsync(NpgsqlTransaction transaction, CancellationToken ct)
    {
        var needs = new BatchNeeds();
        foreach (var batch in batches) batch.Gather(needs);
        var (found, held) = await TargetRowsQuery.LockAsync(transaction, needs, ct).ConfigureAwait(false);
        var users = await UserDirectory.ReadAsync(transaction, needs.Users, ct).ConfigureAwait(false);
        var choices = await RoleChoices.ReadAsync(transaction, needs, users, ct).ConfigureAwait(false);
        rows = new BatchRows(users, choices, found);
        return actions
            .Where(a => a.Target is { } target && held.Contains(target))
            .Concat(users.Held.SelectMany(needs.ThoseThatNeed))
            .Select(a => a.Execution.Source.EventId)
            .ToHashSet();
    }

    /// <summary>Performs what can be performed; executions of which an action fails are not, and say why.</summary>
    public async Task PerformAsync(NpgsqlTransaction transaction, CancellationToken ct)
    {
        foreach (var batch in batches) batch.Check(rows!);
        var edits = batches.SelectMany(b => b.Edits).ToDictionary(e => e.Action);
        var choices = batches.SelectMany(b => b.Choices).ToDictionary(c => c.Action);
        var writes = RowEdits.Work(actions, edits, choices, rows!);
        await rows!.Choices.WriteAsync(transaction, ct).ConfigureAwait(false);
        foreach (var batch in batches) await batch.PerformAsync(transaction, ct).ConfigureAwait(false);
        await WriteRows.ExecuteAsync(transaction, writes, ct).ConfigureAwait(false);
    }
}
