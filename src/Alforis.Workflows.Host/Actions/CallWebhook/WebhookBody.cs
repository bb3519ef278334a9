using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Alforis.Crm.Data.Steps;

namespace Alforis.Workflows.Host.Actions.CallWebhook;

/// <summary>The JSON that a request carries.</summary>
internal static class WebhookBody
{
    /// <summary>It is a body and no page: readers of the bytes see the letters as they are.</summary>
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What the definition says; else, where a body is usual, which step it is; <see langword="null"/> for none.</summary>
    public static byte[]? Of(JsonElement? given, HttpMethod method, StepCall call)
    {
        if (given is { } body) return Write(body.WriteTo);
        if (method == HttpMethod.Get || method == HttpMethod.Delete) return null;
        return Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("idempotency_key", call.IdempotencyKey);
            json.WriteNumber("execution_id", call.ExecutionId);
            json.WriteNumber("workflow_id", call.WorkflowId);
            json.WriteString("action_id", call.ActionId);
            json.WriteEndObject();
        });
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Plain)) write(json);
        return bytes.WrittenSpan.ToArray();
    }
}
