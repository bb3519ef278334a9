using System.Buffers;
using System.Collections;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Turns dictionaries and lists without a declared type into JSON, for those who want them whole. Allocates. Not thread-safe.</summary>
internal sealed class FreeJson
{
    /// <summary>What lies deeper is left out.</summary>
    private const int MostDepth = 64;

    /// <summary>A dictionary that many share may stand in many places: depth alone is no bound.</summary>
    private const int MostValues = 100_000;

    /// <summary>JSON that is so long counts as one more value.</summary>
    private const int BytesPerValue = 16;

    /// <summary>JSON inside of dictionaries is as deep as whoever parsed it allowed, and has been checked.</summary>
    private static readonly JsonWriterOptions Unlimited = new() { MaxDepth = int.MaxValue, SkipValidation = true };

    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    private readonly Utf8JsonWriter writer;
    private readonly List<object> open = [];
    private int left = MostValues;

    private FreeJson(Utf8JsonWriter writer) => this.writer = writer;

    /// <summary>A dictionary or list as a <see cref="JsonElement"/>, any other value as <see cref="DictionaryReading.Free"/> has it.</summary>
    public static object? Of(object? value)
    {
        var free = DictionaryReading.Free(value);
        if (free is string or JsonElement || free is not IEnumerable) return free;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Unlimited)) new FreeJson(json).Write(free);
        return JsonElement.Parse(buffer.WrittenSpan, AnyDepth);
    }

    private void Write(object? value)
    {
        var free = left-- > 0 ? DictionaryReading.Free(value) : null;
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
                var raw = JsonMarshal.GetRawUtf8Value(json);
                left -= raw.Length / BytesPerValue;
                writer.WriteRawValue(raw, skipInputValidation: true);
                break;
            case double or float when !double.IsFinite(Convert.ToDouble(free, System.Globalization.CultureInfo.InvariantCulture)):
                writer.WriteNullValue();
                break;
            case IEnumerable container:
                WriteContainer(container);
                break;
            default:
                JsonValue.Create(free)!.WriteTo(writer);
                break;
        }
    }

    /// <summary>A container inside of itself is left out there: it has no end.</summary>
    private void WriteContainer(IEnumerable container)
    {
        if (open.Count == MostDepth || open.Exists(o => ReferenceEquals(o, container)))
        {
            writer.WriteNullValue();
            return;
        }

        open.Add(container);
        if (container is IReadOnlyDictionary<string, object?> or IDictionary<string, object?>) WriteObject((IEnumerable<KeyValuePair<string, object?>>)container);
        else WriteList(container);
        open.RemoveAt(open.Count - 1);
    }

    private void WriteObject(IEnumerable<KeyValuePair<string, object?>> entries)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in entries)
        {
            if (left <= 0) break;
            writer.WritePropertyName(name);
            Write(value);
        }

        writer.WriteEndObject();
    }

    private void WriteList(IEnumerable items)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            if (left <= 0) break;
            Write(item);
        }

        writer.WriteEndArray();
    }
}
