using System.Text.Json.Nodes;
using Alforis.Crm.Data.Executions;

namespace Alforis.Crm.Data.Actions.RowWrites;

/// <summary>
/// What one action wants to do to one column of one row. It is worked out when its turn comes, on the row as the earlier actions of
/// the batch leave it. Not thread-safe.
/// </summary>
/// <param name="action">The action.</param>
/// <param name="target">The row.</param>
/// <param name="column">The column.</param>
internal abstract class RowEdit(PendingAction action, EntityReference target, string column)
{
    public PendingAction Action => action;

    public EntityReference Target => target;

    public string Column => column;

    /// <summary>What was done, once it is worked out.</summary>
    public JsonObject? Result { get; protected set; }

    /// <summary>What was done, with the row that it was done to.</summary>
    public JsonObject ResultWithRow()
    {
        Result!["entity_type"] = target.Type;
        Result["entity_id"] = target.Id;
        return Result;
    }

    /// <summary>Fails the action when its row is gone.</summary>
    public void CheckRow(BatchRows rows)
    {
        if (!rows.Found.ContainsKey(target)) action.Fail($"The {target} no longer exists.", FailureCode.EntityGone);
    }

    /// <summary>The column's new value; the old one when nothing is to change.</summary>
    /// <returns>The value, or why there is none.</returns>
    public abstract (object? Value, string? Problem) Work(object? current);

    /// <summary>Takes back what <see cref="Work"/> did outside the row, for another action of the execution has failed.</summary>
    public virtual void Undo()
    {
    }
}
