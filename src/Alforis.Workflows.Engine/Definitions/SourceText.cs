using System.Text;

namespace Alforis.Workflows.Engine.Definitions;

/// <summary>
/// The UTF-8 text of a definition, or of a template alone; turns offsets into lines and columns when a diagnostic asks. Thread-safe.
/// </summary>
/// <param name="utf8">The text.</param>
/// <param name="isPlain">Whether it is no JSON but one text, which stands for itself.</param>
internal sealed class SourceText(ReadOnlyMemory<byte> utf8, bool isPlain = false)
{
    private int[]? lineStarts;

    /// <summary>The character that was looked up last: mistakes in one long text come one after another.</summary>
    private Place? last;

    public (int Line, int Column) Locate(int offset)
    {
        var starts = lineStarts ??= FindLineStarts(utf8.Span);
        var found = Array.BinarySearch(starts, offset);
        var line = found >= 0 ? found : ~found - 1;
        var start = starts[line];
        var length = Math.Min(offset, utf8.Length) - start;
        return (line + 1, Encoding.UTF8.GetCharCount(utf8.Span.Slice(start, Math.Max(0, length))) + 1);
    }

    /// <summary>The place of a character of the string token at this offset: an escape is one character, or one of its halves.</summary>
    public (int Line, int Column) LocateInside(int offset, int character)
    {
        var text = utf8.Span;
        var known = last is { } place && place.Offset == offset && place.Character <= character ? place : new Place(offset, 0, isPlain ? offset : offset + 1);
        var (at, left) = (known.At, character - known.Character);
        while (left > 0 && at < text.Length)
        {
            var first = text[at];
            var (bytes, units) = first switch
            {
                (byte)'\\' when !isPlain => (at + 1 < text.Length && text[at + 1] == (byte)'u' ? 6 : 2, 1),
                < 0x80 => (1, 1),
                < 0xE0 => (2, 1),
                < 0xF0 => (3, 1),
                _ => (4, 2),
            };
            if (units > left) break;
            left -= units;
            at += bytes;
        }

        last = new Place(offset, character - left, at);
        return Locate(at);
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

    /// <summary>Where a character of a string stands.</summary>
    /// <param name="Offset">Where the string begins.</param>
    /// <param name="Character">Index of the character.</param>
    /// <param name="At">Its offset.</param>
    private sealed record Place(int Offset, int Character, int At);
}
