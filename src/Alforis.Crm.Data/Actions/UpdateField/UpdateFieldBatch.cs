using System.Globalization;
using System.Text.Json;
using Alforis.Crm.Data.Actions.Formats;
using Alforis.Crm.Data.Actions.RowWrites;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Json;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Schema;
using Npgsql;

namespace Alforis.Crm.Data.Actions.UpdateField;

/// <summary>The fields that one batch writes.</summary>
internal sealed class UpdateFieldBatch : IActionBatch
{
    private readonly List<FieldEdit> edits = [];

    public UpdateFieldBatch(IReadOnlyList<PendingAction> actions)
    {
        foreach (var action in actions)
        {
            var (edit, problem) = Read(action);
            if (edit is null) action.Fail(problem!);
            else edits.Add(edit);
        }
    }

    public IReadOnlyList<RowEdit> Edits => edits;

    public void Gather(BatchNeeds needs)
    {
        foreach (var edit in edits) needs.Write(edit.Target, edit.Column);
    }

    public void Check(BatchRows rows)
    {
        foreach (var edit in edits) edit.CheckRow(rows);
    }

    public Task PerformAsync(NpgsqlTransaction transaction, CancellationToken ct) => Task.CompletedTask;

    private static (FieldEdit? Edit, string? Problem) Read(PendingAction action)
    {
        var (settings, problem) = SettingsJson.Read<UpdateFieldSettings>(action.Planned.Settings);
        if (settings is null) return (null, problem ?? "There are no settings.");
        if (action.Target is not { } target) return (null, "There is no organisation or deal to update.");
        if (RowTable.Of(target.Type).Entity.Find(settings.Field) is not { IsWritable: true } field)
        {
            return (null, $"'{settings.Field}' is no field of the {target.Type} that an action may write.");
        }

        if (WrittenText(action, settings.Value) is { } text)
        {
            if (field.Kind == ValueKind.Number && RelativeNumber.Parse(text) is { } change) return (new FieldEdit(action, target, field, null, change), null);
            if (field.Kind == ValueKind.Date && DueDate.Parse(text) is { Date: null } due)
            {
                return (new FieldEdit(action, target, field, Text(due.From(action.Execution.Today)), null), null);
            }
        }

        var (value, wrong) = FieldValue.Read(field, settings.Value, action.Execution.Workflow.Workflow.TimeZone);
        if (wrong is not null) return (null, wrong);
        return (new FieldEdit(action, target, field, value is DateOnly date ? Text(date) : value, null), null);
    }

    /// <summary>
    /// The text of the value when the definition itself contains it. What a placeholder brings is a value and never a change: "-5"
    /// from another system is minus five.
    /// </summary>
    private static string? WrittenText(PendingAction action, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return null;
        var text = value.GetString();
        var written = action.Execution.Workflow.Workflow.Definition.Actions
            .FirstOrDefault(a => string.Equals(a.Id, action.Planned.Id, StringComparison.Ordinal))?.Config?["value"];
        return written is { Kind: SourceKind.String } && string.Equals(written.Text, text, StringComparison.Ordinal) ? text : null;
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
