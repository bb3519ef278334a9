using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Parsing;

/// <summary>Reads JSON text into <see cref="SourceNode"/>s, which know where they stand.</summary>
internal static class JsonSourceReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static SourceNode? Read(string json, DiagnosticBag diagnostics)
    {
        if (json.Length > ParseLimits.MaxBytes) return RefuseSize(diagnostics);
        byte[] utf8;
        try
        {
            utf8 = StrictUtf8.GetBytes(json);
        }
        catch (EncoderFallbackException e)
        {
            var before = json.AsSpan(0, e.Index);
            var (line, column) = (before.Count('\n') + 1, e.Index - before.LastIndexOf('\n'));
            diagnostics.ErrorAt(DiagnosticCodes.JsonSyntax, "", line, column, "The text has half of a surrogate pair here.");
            return null;
        }

        return Read(utf8.AsMemory(), diagnostics);
    }

    public static SourceNode? Read(ReadOnlyMemory<byte> utf8, DiagnosticBag diagnostics)
    {
        if (utf8.Length > ParseLimits.MaxBytes) return RefuseSize(diagnostics);
        // A copy: places are looked up in it later, when the caller's buffer may hold something else.
        utf8 = utf8[(utf8.Span.StartsWith("\uFEFF"u8) ? 3 : 0)..].ToArray();
        var source = new SourceText(utf8);
        var reader = new Utf8JsonReader(utf8.Span, new JsonReaderOptions { MaxDepth = ParseLimits.MaxDepth + 1 });
        try
        {
            reader.Read();
            var root = ReadValue(ref reader, source, null, null, 0, diagnostics);
            while (reader.Read())
            {
                // Reading to the end lets the reader refuse whatever follows the value.
            }

            return root;
        }
        catch (TooDeepException e)
        {
            var (line, column) = source.Locate(e.Offset);
            diagnostics.ErrorAt(DiagnosticCodes.TooLarge, "", line, column, $"Objects and arrays are nested more than {ParseLimits.MaxDepth} deep.");
        }
        catch (JsonException e)
        {
            var line = (int)(e.LineNumber ?? 0) + 1;
            var column = Column(utf8.Span, line, e.BytePositionInLine ?? 0);
            diagnostics.ErrorAt(DiagnosticCodes.JsonSyntax, "", line, column, "This is not JSON: " + Sentence(e.Message));
        }
        catch (InvalidOperationException)
        {
            // The reader checks escapes and UTF-8 only when the text is taken out.
            var (line, column) = source.Locate((int)reader.TokenStartIndex);
            diagnostics.ErrorAt(DiagnosticCodes.JsonSyntax, "", line, column, "This string is not valid Unicode text.");
        }

        return null;
    }

    private static SourceNode ReadValue(
        ref Utf8JsonReader reader, SourceText source, SourceNode? parent, string? name, int index, DiagnosticBag diagnostics)
    {
        var offset = (int)reader.TokenStartIndex;
        if (reader.CurrentDepth >= ParseLimits.MaxDepth && reader.TokenType is (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            throw new TooDeepException(offset);
        }

        SourceNode New(SourceKind kind) => new(source, parent, name, index, offset, kind);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var obj = New(SourceKind.Object);
                obj.Items = ReadMembers(ref reader, source, obj, diagnostics);
                return obj;
            case JsonTokenType.StartArray:
                var array = New(SourceKind.Array);
                var elements = ImmutableArray.CreateBuilder<SourceNode>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    elements.Add(ReadValue(ref reader, source, array, null, elements.Count, diagnostics));
                }

                array.Items = elements.ToImmutable();
                return array;
            case JsonTokenType.String:
                var text = New(SourceKind.String);
                text.Text = reader.GetString()!;
                RefuseNul(text.Text, text, diagnostics);
                return text;
            case JsonTokenType.Number:
                var number = New(SourceKind.Number);
                number.Text = Encoding.ASCII.GetString(reader.ValueSpan);
                return number;
            case JsonTokenType.True:
            case JsonTokenType.False:
                var boolean = New(SourceKind.Boolean);
                boolean.Text = reader.TokenType == JsonTokenType.True ? "true" : "false";
                return boolean;
            default:
                return New(SourceKind.Null);
        }
    }

    private static ImmutableArray<SourceNode> ReadMembers(
        ref Utf8JsonReader reader, SourceText source, SourceNode parent, DiagnosticBag diagnostics)
    {
        var members = ImmutableArray.CreateBuilder<SourceNode>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            var member = ReadValue(ref reader, source, parent, name, members.Count, diagnostics);
            RefuseNul(name, member, diagnostics);
            if (names.Add(name)) members.Add(member);
            else diagnostics.Error(member, DiagnosticCodes.DuplicateMember, $"The member '{name}' stands twice in this object.", "Remove one.");
        }

        return members.ToImmutable();
    }

    private static void RefuseNul(string text, SourceNode node, DiagnosticBag diagnostics)
    {
        if (!text.Contains('\0', StringComparison.Ordinal)) return;
        diagnostics.Error(node, DiagnosticCodes.JsonSyntax, "NUL characters cannot be stored.", "Remove \\u0000.");
    }

    private static SourceNode? RefuseSize(DiagnosticBag diagnostics)
    {
        diagnostics.ErrorAt(DiagnosticCodes.TooLarge, "", 1, 1, $"The definition is larger than {ParseLimits.MaxBytes / 1024} KiB.");
        return null;
    }

    private static int Column(ReadOnlySpan<byte> utf8, int line, long byteInLine)
    {
        for (var i = 1; i < line; i++)
        {
            var end = utf8.IndexOf((byte)'\n');
            if (end < 0) break;
            utf8 = utf8[(end + 1)..];
        }

        return Encoding.UTF8.GetCharCount(utf8[..(int)Math.Min(byteInLine, utf8.Length)]) + 1;
    }

    /// <summary>The reader's message without the position, which the diagnostic carries itself.</summary>
    private static string Sentence(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    /// <summary>Leaves the recursion; never leaves this class.</summary>
    private sealed class TooDeepException(int offset) : Exception
    {
        public int Offset => offset;
    }
}
