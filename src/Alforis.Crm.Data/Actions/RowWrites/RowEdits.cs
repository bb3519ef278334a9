using Alforis.Crm.Data.Executions;

namespace Alforis.Crm.Data.Actions.RowWrites;

/// <summary>
/// Works out the edits of a batch one after another, in the order of events and of each execution's actions and whatever their kind:
/// each sees the row as the one before leaves it. The rows are locked, so nobody else changes them meanwhile. An execution that fails
/// leaves no trace in the rows.
/// </summary>
internal static class RowEdits
{
    /// <summary>The writes, in order; edits that change nothing write nothing. Settles the executions.</summary>
    /// <param name="actions">The actions of the batch, in order, the ones of an execution together.</param>
    /// <param name="edits">The edits of those of them that have one.</param>
    /// <param name="rows">The locked rows.</param>
    public static List<RowWrite> Work(
        IReadOnlyList<PendingAction> actions, IReadOnlyDictionary<PendingAction, RowEdit> edits, BatchRows rows)
    {
        var writes = new List<RowWrite>();
        foreach (var execution in actions.GroupBy(a => a.Execution))
        {
            var done = new List<(RowEdit Edit, RowWrite? Write, object? Before)>();
            foreach (var action in execution.Where(a => a.State == ActionState.Ready))
            {
                if (edits.TryGetValue(action, out var edit) && execution.Key.Error is null) Work(edit, rows, done);
            }

            execution.Key.Settle();
            if (execution.Key.Error is null) Accept(done, writes);
            else Undo(done, rows);
        }

        return writes;
    }

    private static void Work(RowEdit edit, BatchRows rows, List<(RowEdit Edit, RowWrite? Write, object? Before)> done)
    {
        var row = rows.Locked[edit.Target];
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
            edit.Action.Succeed(edit.Result!);
        }
    }

    private static void Undo(List<(RowEdit Edit, RowWrite? Write, object? Before)> done, BatchRows rows)
    {
        for (var i = done.Count - 1; i >= 0; i--)
        {
            var (edit, _, before) = done[i];
            rows.Locked[edit.Target][edit.Column] = before;
            edit.Undo();
        }
    }
}
