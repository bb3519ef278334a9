using System.Buffers;
using System.Text;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Writes values into the text of a template, made harmless for where it goes.</summary>
internal static class OutputWriter
{
    private static readonly SearchValues<char> Markup = SearchValues.Create("&<>\"'");

    private static readonly SearchValues<char> Unreserved = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(c => (char)c), '\u2028', '\u2029']);

    public static void WriteValue(in TemplateValue value, SettingDestination escaping, TextBuffer buffer, Rendering rendering)
    {
        switch (value.Tag)
        {
            case ValueTag.Null:
                break;
            case ValueTag.Text:
                Write(value.Text, escaping, buffer);
                break;
            case ValueTag.Integer:
                buffer.AppendInteger(value.Integer);
                break;
            case ValueTag.Decimal:
                buffer.AppendDecimal(value.Decimal);
                break;
            case ValueTag.Date:
                buffer.AppendDate(value.Date);
                break;
            case ValueTag.Boolean:
                buffer.AppendText(value.Boolean ? "true" : "false");
                break;
            case ValueTag.Moment:
                Span<char> room = stackalloc char[ValueText.LongestNumber];
                Write(ValueText.Format(value, rendering.Time.Zone, room), escaping, buffer);
                break;
            default:
                Write(ValueText.OfOther(value, rendering.Time.Zone), escaping, buffer);
                break;
        }
    }

    /// <summary>A text of the context.</summary>
    public static void WriteText(string text, SettingDestination escaping, TextBuffer buffer) => Write(text, escaping, buffer);

    /// <summary>A text of the context that is an operand.</summary>
    public static void WriteCounted(string text, SettingDestination escaping, TextBuffer buffer, Rendering rendering)
    {
        if (rendering.SpendReading(text.Length)) Write(text, escaping, buffer);
    }

    public static void Write(ReadOnlySpan<char> text, SettingDestination escaping, TextBuffer buffer)
    {
        switch (escaping)
        {
            case SettingDestination.Html:
                WriteHtml(text, buffer);
                break;
            case SettingDestination.Header or SettingDestination.Address:
                WriteLine(text, buffer);
                break;
            case SettingDestination.Url:
                WriteUrl(text, buffer);
                break;
            default:
                buffer.Append(text);
                break;
        }
    }

    private static void WriteHtml(ReadOnlySpan<char> text, TextBuffer buffer)
    {
        while (text.IndexOfAny(Markup) is var at and >= 0)
        {
            buffer.Append(text[..at]);
            buffer.Append(text[at] switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '"' => "&quot;", _ => "&#39;" });
            text = text[(at + 1)..];
        }

        buffer.Append(text);
    }

    /// <summary>Several control characters in a row, such as a line end of two, become one space.</summary>
    private static void WriteLine(ReadOnlySpan<char> text, TextBuffer buffer)
    {
        while (text.IndexOfAny(Controls) is var at and >= 0)
        {
            buffer.Append(text[..at]);
            buffer.Append(' ');
            var next = text[at..].IndexOfAnyExcept(Controls);
            text = next < 0 ? [] : text[(at + next)..];
        }

        buffer.Append(text);
    }

    private static void WriteUrl(ReadOnlySpan<char> text, TextBuffer buffer)
    {
        Span<byte> utf8 = stackalloc byte[4];
        while (text.IndexOfAnyExcept(Unreserved) is var at and >= 0)
        {
            buffer.Append(text[..at]);
            Rune.DecodeFromUtf16(text[at..], out var rune, out var length);
            foreach (var b in utf8[..rune.EncodeToUtf8(utf8)])
            {
                buffer.Append('%');
                buffer.Append("0123456789ABCDEF"[b >> 4]);
                buffer.Append("0123456789ABCDEF"[b & 0xF]);
            }

            text = text[(at + length)..];
        }

        buffer.Append(text);
    }
}
