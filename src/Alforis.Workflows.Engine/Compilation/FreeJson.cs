using System.Buffers;
using System.Collections;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Turns dictionaries and lists without a declared type into JSON, for those who want them whole. Allocates.</summary>
internal static class FreeJson
{
    /// <summary>What lies deeper is left out: a dictionary may contain itself.</summary>
    private const int MostDepth = 64;

    /// <summary>And if it contains itself twice, depth alone is no bound.</summary>
    private const int MostValues = 100_000;

    /// <summary>JSON inside of dictionaries is as deep as whoever parsed it allowed, and has been checked.</summary>
    private static readonly JsonWriterOptions Unlimited = new() { MaxDepth = int.MaxValue, SkipValidation = true };

    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    /// <summary>A dictionary or list as a <see cref="JsonElement"/>, any other value as <see cref="DictionaryReading.Free"/> has it.</summary>
    public static object? Of(object? value)
    {
        var free = DictionaryReading.Free(value);
        if (free is string or JsonElement || free is not IEnumerable) return free;
        var buffer = new ArrayBufferWriter<byte>();
        var left = MostValues;
        using (var writer = new Utf8JsonWriter(buffer, Unlimited)) Write(writer, free, 0, ref left);
        return JsonElement.Parse(buffer.WrittenSpan, AnyDepth);
    }

    private static void Write(Utf8JsonWriter writer, object? value, int depth, ref int left)
    {
        var free = depth < MostDepth && left-- > 0 ? DictionaryReading.Free(value) : null;
        switch (free)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case JsonElement json:
                // Raw, for it may hold half of a surrogate pair.
                writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(json), skipInputValidation: true);
                break;
            case double or float when !double.IsFinite(Convert.ToDouble(free, System.Globalization.CultureInfo.InvariantCulture)):
                writer.WriteNullValue();
                break;
            case IReadOnlyDictionary<string, object?> entries:
                WriteObject(writer, entries, depth, ref left);
                break;
            case IDictionary<string, object?> entries:
                WriteObject(writer, entries, depth, ref left);
                break;
            case IEnumerable items:
                writer.WriteStartArray();
                foreach (var item in items) Write(writer, item, depth + 1, ref left);
                writer.WriteEndArray();
                break;
            default:
                JsonValue.Create(free)!.WriteTo(writer);
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, object?>> entries, int depth, ref int left)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in entries)
        {
            writer.WritePropertyName(name);
            Write(writer, value, depth + 1, ref left);
        }

        writer.WriteEndObject();
    }
}
