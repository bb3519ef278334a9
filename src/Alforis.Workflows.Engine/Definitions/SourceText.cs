using System.Text;

namespace Alforis.Workflows.Engine.Definitions;

/// <summary>The UTF-8 text of a definition; turns byte offsets into lines and columns when a diagnostic asks. Thread-safe.</summary>
internal sealed class SourceText(ReadOnlyMemory<byte> utf8)
{
    private int[]? lineStarts;

    public (int Line, int Column) Locate(int offset)
    {
        var starts = lineStarts ??= FindLineStarts(utf8.Span);
        var found = Array.BinarySearch(starts, offset);
        var line = found >= 0 ? found : ~found - 1;
        var start = starts[line];
        var length = Math.Min(offset, utf8.Length) - start;
        return (line + 1, Encoding.UTF8.GetCharCount(utf8.Span.Slice(start, Math.Max(0, length))) + 1);
    }

    /// <summary>Whether the string token at this offset is written without escapes, so that its characters stand where they seem to.</summary>
    public bool IsPlainString(int offset)
    {
        var rest = utf8.Span[(offset + 1)..];
        var end = rest.IndexOfAny((byte)'"', (byte)'\\');
        return end >= 0 && rest[end] == (byte)'"';
    }

    private static int[] FindLineStarts(ReadOnlySpan<byte> text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == (byte)'\n') starts.Add(i + 1);
        }

        return [.. starts];
    }
}
