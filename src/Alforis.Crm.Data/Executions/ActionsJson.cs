using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Alforis.Crm.Data.Executions;

/// <summary>Writes what history keeps of an execution's actions. One instance for many executions; not thread-safe.</summary>
internal sealed class ActionsJson : IDisposable
{
    private readonly ArrayBufferWriter<byte> buffer = new(1024);
    private readonly Utf8JsonWriter writer;

    // Accents stay as they are: the text is stored as it is written, and read by people.
    public ActionsJson() => writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Each action with its rendered settings, its target, and its result or error.</summary>
    /// <returns>A JSON list in the order of the definition.</returns>
    public string Of(PendingExecution execution)
    {
        buffer.ResetWrittenCount();
        writer.Reset();
        writer.WriteStartArray();
        foreach (var action in execution.Actions) Write(action);
        writer.WriteEndArray();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public void Dispose() => writer.Dispose();

    private void Write(PendingAction action)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, action.Planned.Id);
        writer.WriteString("type"u8, action.Planned.Type);
        writer.WriteString("status"u8, action.State switch
        {
            ActionState.Done => "success"u8,
            ActionState.Failed => "failed"u8,
            ActionState.Skipped => "skipped"u8,
            _ => "not_run"u8,
        });
        writer.WritePropertyName("settings"u8);
        action.Planned.Settings.WriteTo(writer);
        if (action.Target is { } target)
        {
            writer.WriteStartObject("target"u8);
            writer.WriteString("entity_type"u8, target.Type);
            writer.WriteNumber("entity_id"u8, target.Id);
            writer.WriteEndObject();
        }

        if (action.State == ActionState.Skipped)
        {
            writer.WritePropertyName("when"u8);
            writer.WriteRawValue(action.Execution.ExplainWhen(action.Planned), skipInputValidation: true);
        }

        if (action.Result is not null)
        {
            writer.WritePropertyName("result"u8);
            action.Result.WriteTo(writer);
        }

        if (action.Error is not null) writer.WriteString("error"u8, action.Error);
        writer.WriteEndObject();
    }
}
