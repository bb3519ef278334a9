using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>Writes values as JSON with their types; a number that JSON does not have, such as NaN, as text.</summary>
internal readonly struct ValueJson
{
    private const int LongestText = 200;
    private const int LongestList = 20;
    private const string Cut = "…";

    /// <summary>Accents and signs stay as they are: the text goes to a database or an API, not into a page.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TimeZoneInfo? recordZone;

    private ValueJson(TimeZoneInfo? recordZone) => this.recordZone = recordZone;

    /// <summary>For values of an explanation, which are written as they are.</summary>
    public static ValueJson Whole => new(null);

    /// <summary>
    /// For values straight from the context on their way to a history: what is long is cut, moments are brought into the workflow's
    /// time zone, and NUL characters, which databases refuse in JSON, become U+FFFD.
    /// </summary>
    public static ValueJson Recorded(TimeZoneInfo zone) => new(zone);

    public void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                WriteText(writer, text);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case double or float:
                WriteFloating(writer, Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            case ulong number:
                writer.WriteNumberValue(number);
                break;
            case byte or sbyte or short or ushort or int or uint or long:
                writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case DateOnly date:
                Span<char> digits = stackalloc char[10];
                date.TryFormat(digits, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
                writer.WriteStringValue(digits);
                break;
            case DateTimeOffset moment:
                writer.WriteStringValue(InZone(moment));
                break;
            case DateTime moment:
                writer.WriteStringValue(InZone(Moments.FromDateTime(moment)));
                break;
            case JsonElement json:
                WriteFree(writer, json);
                break;
            case IEnumerable list:
                WriteList(writer, list);
                break;
            default:
                WriteText(writer, value.ToString() ?? "");
                break;
        }
    }

    /// <summary>How many elements of a list meet a condition; null when there is no list.</summary>
    public static void WriteCount(Utf8JsonWriter writer, int? elements, int held)
    {
        if (elements is not { } all)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WriteNumber("elements", all);
        writer.WriteNumber("held", held);
        writer.WriteEndObject();
    }

    private DateTimeOffset InZone(DateTimeOffset moment) => recordZone is null ? moment : TimeZoneInfo.ConvertTime(moment, recordZone);

    private void WriteText(Utf8JsonWriter writer, string text)
    {
        if (recordZone is not null)
        {
            if (text.Length > LongestText) text = string.Concat(text.AsSpan(0, PlaceToCut(text)), Cut);
            text = text.Replace('\0', '\uFFFD');
        }

        writer.WriteStringValue(text);
    }

    private static void WriteFloating(Utf8JsonWriter writer, double number)
    {
        if (double.IsFinite(number)) writer.WriteNumberValue(number);
        else writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
    }

    private void WriteFree(Utf8JsonWriter writer, JsonElement json)
    {
        // As conditions see them: what is beyond every C# number becomes zero or infinite, where a database would refuse it.
        if (json.ValueKind is JsonValueKind.String or JsonValueKind.Number) Write(writer, JsonScalars.Value(json));
        else if (recordZone is null || IsRecordable(json.GetRawText())) writer.WriteRawValue(json.GetRawText(), skipInputValidation: true);
        else WriteText(writer, json.GetRawText());
    }

    /// <summary>Escaped NULs and escaped halves of surrogate pairs are JSON that databases refuse; as text they are only characters.</summary>
    private static bool IsRecordable(string json) =>
        json.Length <= LongestText
        && !json.Contains(@"\u0000", StringComparison.Ordinal)
        && !json.Contains(@"\ud", StringComparison.OrdinalIgnoreCase);

    private void WriteList(Utf8JsonWriter writer, IEnumerable list)
    {
        writer.WriteStartArray();
        var count = 0;
        foreach (var item in list)
        {
            if (count++ == LongestList && recordZone is not null)
            {
                writer.WriteStringValue(Cut);
                break;
            }

            Write(writer, item);
        }

        writer.WriteEndArray();
    }

    /// <summary>Not between the two halves of a surrogate pair.</summary>
    private static int PlaceToCut(string text) => char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText;
}
