using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Crm.Data.Executions;

/// <summary>Writes what history keeps of an execution's actions. One instance for many executions; not thread-safe.</summary>
internal sealed class ActionsJson : IDisposable
{
    /// <summary>Accents stay as they are: the text is stored as it is written, and read by people.</summary>
    public static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers of others stand in it, nested as they like.</summary>
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    private readonly ArrayBufferWriter<byte> buffer = new(1024);
    private readonly Utf8JsonWriter writer;

    public ActionsJson() => writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Readable.Encoder, MaxDepth = int.MaxValue });

    /// <summary>
    /// Each action with its rendered settings, its target, and its result or error. Of an execution that is over, also those that were not
    /// reached.
    /// </summary>
    /// <returns>A JSON list in the order of the definition.</returns>
    public string Of(PendingExecution execution)
    {
        buffer.ResetWrittenCount();
        writer.Reset();
        writer.WriteStartArray();
        if (execution.Live is { } live) WriteEarlier(live);
        foreach (var action in execution.Actions) Write(action);
        if (execution.IsOver) WriteRest(execution.Workflow.Workflow.Actions.Skip(execution.Part.End));
        return Written();
    }

    /// <summary>The actions of an execution that ends before it goes on.</summary>
    /// <param name="live">The execution.</param>
    /// <param name="rest">The actions that are not reached.</param>
    public string Of(LiveExecution live, IEnumerable<WorkflowAction> rest)
    {
        buffer.ResetWrittenCount();
        writer.Reset();
        writer.WriteStartArray();
        WriteEarlier(live);
        WriteRest(rest);
        return Written();
    }

    public void Dispose() => writer.Dispose();

    private string Written()
    {
        writer.WriteEndArray();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void WriteEarlier(LiveExecution live)
    {
        using var earlier = JsonDocument.Parse(live.Actions, AnyDepth);
        foreach (var action in earlier.RootElement.EnumerateArray()) writer.WriteRawValue(action.GetRawText(), skipInputValidation: true);
        if (live.Step is not { } step) return;
        writer.WriteStartObject();
        writer.WriteString("id"u8, step.ActionId);
        writer.WriteString("type"u8, step.ActionType);
        writer.WriteString("status"u8, step.IsDone ? "success"u8 : "failed"u8);
        writer.WritePropertyName("settings"u8);
        writer.WriteRawValue(step.Settings, skipInputValidation: true);
        writer.WriteNumber("attempts"u8, step.Attempts);
        writer.WriteString("idempotency_key"u8, step.IdempotencyKey);
        if (step.Result is not null)
        {
            writer.WritePropertyName("result"u8);
            writer.WriteRawValue(step.Result, skipInputValidation: true);
        }

        if (step.Error is not null) writer.WriteString("error"u8, step.Error);
        if (step.ErrorCode is not null) writer.WriteString("error_code"u8, step.ErrorCode);
        writer.WriteEndObject();
    }

    private void WriteRest(IEnumerable<WorkflowAction> actions)
    {
        foreach (var action in actions)
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, action.Id);
            writer.WriteString("type"u8, action.Type);
            writer.WriteString("status"u8, "not_run"u8);
            writer.WriteEndObject();
        }
    }

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
        if (action.ErrorCode is not null) writer.WriteString("error_code"u8, action.ErrorCode);
        writer.WriteEndObject();
    }
}
