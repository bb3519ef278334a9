using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>Writes values as JSON with their types; a number that JSON does not have, such as NaN, as text.</summary>
/// <param name="zone">The time zone to write moments in; <see langword="null"/> keeps their own.</param>
/// <param name="longestText">Longer texts, and free JSON of more characters, are cut.</param>
/// <param name="longestList">Longer lists are cut.</param>
internal readonly struct ValueJson(TimeZoneInfo? zone, int longestText, int longestList)
{
    private const string Cut = "…";

    /// <summary>Accents and signs stay as they are: the text goes to a database or an API, not into a page.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>For values of an explanation, whose moments are in the workflow's time zone already: nothing is converted or cut.</summary>
    public static ValueJson AsIs => new(zone: null, int.MaxValue, int.MaxValue);

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

    private DateTimeOffset InZone(DateTimeOffset moment) => zone is null ? moment : TimeZoneInfo.ConvertTime(moment, zone);

    private void WriteText(Utf8JsonWriter writer, string text)
    {
        if (text.Length <= longestText) writer.WriteStringValue(text);
        else writer.WriteStringValue(string.Concat(text.AsSpan(0, Whole(text, longestText)), Cut));
    }

    private static void WriteFloating(Utf8JsonWriter writer, double number)
    {
        if (double.IsFinite(number)) writer.WriteNumberValue(number);
        else writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
    }

    private void WriteFree(Utf8JsonWriter writer, JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String) WriteText(writer, json.GetString()!);
        else if (longestText == int.MaxValue || json.GetRawText() is not { } raw || raw.Length <= longestText) json.WriteTo(writer);
        else WriteText(writer, raw);
    }

    private void WriteList(Utf8JsonWriter writer, IEnumerable list)
    {
        writer.WriteStartArray();
        var count = 0;
        foreach (var item in list)
        {
            if (count++ == longestList)
            {
                writer.WriteStringValue(Cut);
                break;
            }

            Write(writer, item);
        }

        writer.WriteEndArray();
    }

    /// <summary>A place to cut at that splits no surrogate pair.</summary>
    private static int Whole(string text, int length) => char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
}
