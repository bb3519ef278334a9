using Alforis.Crm.Data.Actions.Roles;
using Alforis.Crm.Data.Executions;

namespace Alforis.Crm.Data.Actions.RowWrites;

/// <summary>
/// Works out the edits of a batch, and the choices of users, one after another, in the order of events and of each execution's actions and whatever their kind:
/// each sees the row, and the turns, as the one before leaves them. They are locked, so nobody else changes them meanwhile. An execution
/// that fails leaves no trace in them.
/// </summary>
internal static class RowEdits
{
    /// <summary>The writes, in order; edits that change nothing write nothing. Settles the executions.</summary>
    /// <param name="actions">The actions of the batch, in order, the ones of an execution together.</param>
    /// <param name="edits">The edits of those of them that have one.</param>
    /// <param name="choices">The choices of those of them that make one.</param>
    /// <param name="rows">The locked rows.</param>
    public static List<RowWrite> Work(
        IReadOnlyList<PendingAction> actions, IReadOnlyDictionary<PendingAction, RowEdit> edits,
        IReadOnlyDictionary<PendingAction, IUserChoice> choices, BatchRows rows)
    {
        var writes = new List<RowWrite>();
        foreach (var execution in actions.GroupBy(a => a.Execution))
        {
            var done = new List<(RowEdit Edit, RowWrite? Write, object? Before)>();
            var chosen = new List<IUserChoice>();
            foreach (var action in execution.Where(a => a.State == ActionState.Ready))
            {
                if (execution.Key.Error is not null) break;
                if (edits.TryGetValue(action, out var edit)) Work(edit, rows, done);
                if (!choices.TryGetValue(action, out var choice)) continue;
                choice.Choose();
                chosen.Add(choice);
            }

            execution.Key.Settle();
            if (execution.Key.Error is null)
            {
                Accept(done, writes);
                continue;
            }

            Undo(done, rows);
            foreach (var choice in Enumerable.Reverse(chosen)) choice.Undo();
        }

        return writes;
    }

    private static void Work(RowEdit edit, BatchRows rows, List<(RowEdit Edit, RowWrite? Write, object? Before)> done)
    {
        var row = rows.Found[edit.Target];
        var before = row[edit.Column];
        var (value, problem) = edit.Work(before);
        if (problem is not null)
        {
            edit.Action.Fail(problem);
            return;
        }

        var column = RowTable.Of(edit.Target.Type).Columns[edit.Column];
        var write = RowColumn.AreEqual(before, value) ? null : new RowWrite(edit.Target, column, value, edit.Action.Execution);
        row[edit.Column] = value;
        done.Add((edit, write, before));
    }

    private static void Accept(List<(RowEdit Edit, RowWrite? Write, object? Before)> done, List<RowWrite> writes)
    {
        foreach (var (edit, write, _) in done)
        {
            if (write is not null) writes.Add(write);
            edit.Action.Succeed(edit.ResultWithRow());
        }
    }

    private static void Undo(List<(RowEdit Edit, RowWrite? Write, object? Before)> done, BatchRows rows)
    {
        for (var i = done.Count - 1; i >= 0; i--)
        {
            var (edit, _, before) = done[i];
            rows.Found[edit.Target][edit.Column] = before;
            edit.Undo();
        }
    }
}
