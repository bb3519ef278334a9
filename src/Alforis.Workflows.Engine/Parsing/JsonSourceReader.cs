using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Parsing;

/// <summary>Reads JSON text into <see cref="SourceNode"/>s, which know where they stand.</summary>
internal static class JsonSourceReader
{
    private const int FewMembers = 8;

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
            var root = ReadValue(ref reader, source, null, null, 0, new Open(), diagnostics);
            while (reader.Read())
            {
                // Reading to the end lets the reader refuse whatever follows the value.
            }

            return root;
        }
        catch (TooLargeException e)
        {
            var (line, column) = source.Locate(e.Offset);
            diagnostics.ErrorAt(DiagnosticCodes.TooLarge, "", line, column, e.Message);
        }
        catch (JsonException e)
        {
            var line = (int)(e.LineNumber ?? 0) + 1;
            var text = FromLine(utf8.Span, line);
            var at = (int)Math.Min(e.BytePositionInLine ?? 0, text.Length);
            var (message, suggestion) = JsonMistake.Of(e, text[at..]);
            diagnostics.ErrorAt(DiagnosticCodes.JsonSyntax, "", line, Encoding.UTF8.GetCharCount(text[..at]) + 1, "This is not JSON: " + message, suggestion);
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
        ref Utf8JsonReader reader, SourceText source, SourceNode? parent, string? name, int index, Open open, DiagnosticBag diagnostics)
    {
        var offset = (int)reader.TokenStartIndex;
        if (reader.CurrentDepth >= ParseLimits.MaxDepth && reader.TokenType is (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            throw new TooLargeException(offset, $"Objects and arrays are nested more than {ParseLimits.MaxDepth} deep.");
        }

        SourceNode New(SourceKind kind) => new(source, parent, name, index, offset, kind);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var obj = New(SourceKind.Object);
                obj.Items = ReadMembers(ref reader, source, obj, open, diagnostics);
                return obj;
            case JsonTokenType.StartArray:
                var array = New(SourceKind.Array);
                var start = open.Count;
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    open.Add(ReadValue(ref reader, source, array, null, open.Count - start, open, diagnostics));
                }

                array.Items = open.Take(start);
                return array;
            case JsonTokenType.String:
                var text = New(SourceKind.String);
                text.Text = CommonText.Of(ref reader);
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
        ref Utf8JsonReader reader, SourceText source, SourceNode parent, Open open, DiagnosticBag diagnostics)
    {
        var start = open.Count;
        HashSet<string>? names = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = CommonText.Of(ref reader);
            if (name.Length > ParseLimits.MaxMemberNameLength)
            {
                throw new TooLargeException((int)reader.TokenStartIndex, $"The name of a member has at most {ParseLimits.MaxMemberNameLength} characters.");
            }

            reader.Read();
            var member = ReadValue(ref reader, source, parent, name, open.Count - start, open, diagnostics);
            RefuseNul(name, member, diagnostics);

            // Few names are compared one by one; for many that would take their number squared.
            if (names is null && open.Count - start == FewMembers) names = [.. open.From(start).Select(m => m.Name!)];
            if (names?.Add(name) ?? !open.Has(name, start)) open.Add(member);
            else diagnostics.Error(member, DiagnosticCodes.DuplicateMember, $"The member '{name}' stands twice in this object.", "Remove one.");
        }

        return open.Take(start);
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

    private static ReadOnlySpan<byte> FromLine(ReadOnlySpan<byte> utf8, int line)
    {
        for (var i = 1; i < line; i++)
        {
            var end = utf8.IndexOf((byte)'\n');
            if (end < 0) break;
            utf8 = utf8[(end + 1)..];
        }

        return utf8;
    }

    /// <summary>The items of the objects and arrays that are open, innermost last: one list for all of them.</summary>
    private sealed class Open
    {
        private readonly List<SourceNode> items = [];

        public int Count => items.Count;

        public void Add(SourceNode item) => items.Add(item);

        public IEnumerable<SourceNode> From(int start)
        {
            for (var i = start; i < items.Count; i++) yield return items[i];
        }

        public bool Has(string name, int start)
        {
            foreach (var item in CollectionsMarshal.AsSpan(items)[start..])
            {
                if (string.Equals(item.Name, name, StringComparison.Ordinal)) return true;
            }

            return false;
        }

        public ImmutableArray<SourceNode> Take(int start)
        {
            ImmutableArray<SourceNode> taken = [.. CollectionsMarshal.AsSpan(items)[start..]];
            items.RemoveRange(start, items.Count - start);
            return taken;
        }
    }

    /// <summary>Leaves the recursion; never leaves this class.</summary>
    private sealed class TooLargeException(int offset, string message) : Exception(message)
    {
        public int Offset => offset;
    }
}
