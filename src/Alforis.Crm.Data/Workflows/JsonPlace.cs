using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Alforis.Crm.Data.Workflows;

/// <summary>Finds where in a JSON text a JSON pointer points to.</summary>
public static class JsonPlace
{
    /// <summary>Line and column (in UTF-16 code units), both from 1; those of the nearest enclosing value when the text has nothing there.</summary>
    /// <param name="utf8">The text, with or without a byte order mark.</param>
    /// <param name="pointer">A JSON pointer (RFC 6901).</param>
    public static (int Line, int Column) Find(ReadOnlySpan<byte> utf8, string pointer)
    {
        if (utf8.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        var reader = new Utf8JsonReader(utf8);
        long offset = 0;
        try
        {
            reader.Read();
            offset = reader.TokenStartIndex;
            foreach (var token in pointer.Split('/').Skip(1))
            {
                if (!Enter(ref reader, token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))) break;
                offset = reader.TokenStartIndex;
            }
        }
        catch (JsonException)
        {
            // Where the text stops being JSON, the search stops too: the last place found is the best answer.
        }

        return Locate(utf8, (int)offset);
    }

    /// <summary>A step of a pointer to a member.</summary>
    internal static string Step(string name) =>
        "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>A step of a pointer to an item of a list.</summary>
    internal static string Step(int index) => "/" + index.ToString(CultureInfo.InvariantCulture);

    private static bool Enter(ref Utf8JsonReader reader, string token) => reader.TokenType switch
    {
        JsonTokenType.StartObject => EnterMember(ref reader, token),
        JsonTokenType.StartArray => int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && EnterElement(ref reader, index),
        _ => false,
    };

    private static bool EnterMember(ref Utf8JsonReader reader, string name)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(name)) return reader.Read();
            reader.Skip();
        }

        return false;
    }

    private static bool EnterElement(ref Utf8JsonReader reader, int index)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (index-- == 0) return true;
            reader.Skip();
        }

        return false;
    }

    /// <summary>Line and column of a byte, both from 1.</summary>
    internal static (int Line, int Column) Locate(ReadOnlySpan<byte> utf8, int offset)
    {
        var before = utf8[..offset];
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1);
    }

    /// <summary>The byte at which a line and a column (in UTF-16 code units) are.</summary>
    internal static int Offset(ReadOnlySpan<byte> utf8, int line, int column)
    {
        var start = 0;
        for (var i = 1; i < line; i++)
        {
            var next = utf8[start..].IndexOf((byte)'\n');
            if (next < 0) return utf8.Length;
            start += next + 1;
        }

        var units = column - 1;
        while (units > 0 && start < utf8.Length)
        {
            Rune.DecodeFromUtf8(utf8[start..], out var rune, out var length);
            units -= rune.Utf16SequenceLength;
            start += length;
        }

        return start;
    }
}
