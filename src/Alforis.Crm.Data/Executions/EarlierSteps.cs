using System.Buffers;
using System.Text.Json;
using Alforis.Crm.Data.Steps;

namespace Alforis.Crm.Data.Executions;

/// <summary>What later actions see of the steps that an execution has made.</summary>
internal static class EarlierSteps
{
    /// <summary>Answers of others stand in it, nested as they like.</summary>
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    /// <summary>An object by the ids of the actions, each with its <c>response</c>; <see langword="null"/> when there was no step.</summary>
    public static JsonElement? Of(LiveExecution live)
    {
        if (live.Step is null && live.Position == 0) return null;
        var buffer = new ArrayBufferWriter<byte>();
        var isAny = false;
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = int.MaxValue }))
        {
            writer.WriteStartObject();
            using var earlier = JsonDocument.Parse(live.Actions, AnyDepth);
            foreach (var action in earlier.RootElement.EnumerateArray())
            {
                if (!OutsideActions.Names.Contains(action.GetProperty("type").GetString()!) || !action.TryGetProperty("result", out var result)) continue;
                Write(writer, action.GetProperty("id").GetString()!, result.GetRawText());
                isAny = true;
            }

            if (live.Step is { Result: { } last } step)
            {
                Write(writer, step.ActionId, last);
                isAny = true;
            }

            writer.WriteEndObject();
        }

        if (!isAny) return null;
        using var document = JsonDocument.Parse(buffer.WrittenMemory, AnyDepth);
        return document.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter writer, string id, string result)
    {
        writer.WriteStartObject(id);
        writer.WritePropertyName("response"u8);
        writer.WriteRawValue(result, skipInputValidation: true);
        writer.WriteEndObject();
    }
}
