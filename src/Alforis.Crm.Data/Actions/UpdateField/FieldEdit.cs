using System.Text.Json.Nodes;
using Alforis.Crm.Data.Actions.Formats;
using Alforis.Crm.Data.Actions.RowWrites;
using Alforis.Crm.Data.Executions;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.UpdateField;

/// <summary>Gives a field a value, or changes the number that it holds. Not thread-safe.</summary>
/// <param name="action">The action.</param>
/// <param name="target">The row.</param>
/// <param name="field">The field.</param>
/// <param name="value">The value, when there is no <paramref name="change"/>.</param>
/// <param name="change">The change of the current number.</param>
internal sealed class FieldEdit(PendingAction action, EntityReference target, FieldSchema field, object? value, RelativeNumber? change)
    : RowEdit(action, target, field.Name)
{
    public override (object? Value, string? Problem) Work(object? current)
    {
        var after = value;
        if (change is not null)
        {
            if (current is not decimal number) return (null, $"'{field.Name}' is empty: there is no number to change.");
            after = change.ApplyTo(number, field.Limits.Decimals);
            if (field.Limits.Check(after) is { } problem) return (null, $"'{field.Name}' {problem}");
        }

        Result = new JsonObject
        {
            ["field"] = field.Name,
            ["before"] = RowColumn.ToJson(current),
            ["after"] = RowColumn.ToJson(after),
            ["changed"] = !RowColumn.AreEqual(current, after),
        };
        return (after, null);
    }
}
