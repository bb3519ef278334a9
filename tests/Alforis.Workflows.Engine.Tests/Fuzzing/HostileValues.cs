using System.Collections;
using System.Text.Json;

namespace Alforis.Workflows.Engine.Tests.Fuzzing;

/// <summary>Makes contexts that no friend would hand in.</summary>
internal sealed class HostileValues(Random random)
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowDuplicateProperties = true, MaxDepth = 2_000 };

    private static readonly JsonElement[] Documents =
    [
        .. new[]
        {
            "null", "[]", "{}", "5", "-0", "1e400", "-1E-400", new string('9', 400), "\"\\ud800\"", "{\"a\":1,\"a\":[\"\\udc00\"],\"\\ud800\":{\"a\":null}}", "[1,\"a\",null,{\"a\":[1e400]}]",
            new string('[', 1_000) + new string(']', 1_000), "{\"a\":" + new string('[', 60) + "5" + new string(']', 60) + "}", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"",
            "\"" + new string('x', 5_000) + "\"", "[" + string.Join(',', Enumerable.Range(0, 500)) + "]", "\"\\u0000\"", "{\"d\":[{\"d\":{\"a\":\"SIGNÉ\"}}],\"b\":true}",
        }.Select(json => JsonElement.Parse(json, Lenient)),
    ];

    private static readonly string[] Names =
        ["item", "previous", "team", "trigger", "webhook", "id", "count", "price", "ratio", "name", "note", "active", "day", "due", "moment", "colour", "stage", "tags", "numbers", "owner", "contacts", "documents", "data", "a", "d", "email", "deal", "organisation", "fields"];

    private readonly Dictionary<string, object?> circle = [];

    public JsonElement Json() => Documents[random.Next(Documents.Length)];

    /// <summary>A context as JSON, mostly with the members that definitions ask for.</summary>
    public JsonElement JsonContext()
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = 10_000, SkipValidation = true })) WriteObject(writer, 2);
        return JsonElement.Parse(buffer.WrittenSpan, Lenient);
    }

    /// <summary>A context of dictionaries: some contain themselves, some hold what no schema knows.</summary>
    public Dictionary<string, object?> Dictionary(int depth = 3)
    {
        var entries = random.Next(20) == 0 ? circle : [];
        foreach (var name in Names.Where(_ => random.Next(2) == 0)) entries[name] = Value(depth);
        return entries;
    }

    private object? Value(int depth) => random.Next(depth > 0 ? 26 : 22) switch
    {
        0 => null,
        1 => double.NaN,
        2 => float.NegativeInfinity,
        3 => ulong.MaxValue,
        4 => decimal.MinValue,
        5 => DateTime.MaxValue,
        6 => DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Local),
        7 => DateTimeOffset.MinValue,
        8 => DateOnly.MaxValue,
        9 => "a\ud800",
        10 => '\udc00',
        11 => new Thrower(),
        12 => new Hashtable { [new Thrower()] = new Thrower() },
        13 => new object?[] { null, new Thrower(), 1, "a", double.NaN, Guid.Empty, DayOfWeek.Friday },
        14 => circle,
        15 => new List<object?> { circle, Json() },
        16 => (DayOfWeek)99,
        17 => new[] { "a", null, "\ud800" },
        18 => "signe",
        19 => "2026-03-31",
        20 => true,
        21 => Json(),
        22 => 5,
        _ => Dictionary(depth - 1),
    };

    private void WriteObject(Utf8JsonWriter writer, int depth)
    {
        writer.WriteStartObject();
        foreach (var name in Names.Where(_ => random.Next(2) == 0))
        {
            writer.WritePropertyName(name);
            if (depth > 0 && random.Next(2) == 0) WriteObject(writer, depth - 1);
            else writer.WriteRawValue(Json().GetRawText(), skipInputValidation: true);
        }

        writer.WriteEndObject();
    }

    /// <summary>A value of a type that nobody knows, which cannot even be asked for its text.</summary>
    private sealed class Thrower
    {
        public override string ToString() => throw new InvalidOperationException("Nobody may ask for this text.");
    }
}
