using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// Collects the text of one template after another. Never grows beyond what the rendering allows: the action gets a problem instead.
/// Not thread-safe.
/// </summary>
internal sealed class TextBuffer(Rendering rendering)
{
    private const int FirstLength = 256;
    private const int LongestKept = 32 * 1024;

    private char[] characters = new char[FirstLength];
    private int length;
    private int limit;

    /// <summary>How far the text may go without a further look: to the end of the characters or to the limit.</summary>
    private int end;
    private int most;

    public ReadOnlySpan<char> Written => characters.AsSpan(0, length);

    /// <summary>Starts a text of so many UTF-16 code units at most.</summary>
    public void Start(int longest)
    {
        length = 0;
        most = longest;
        limit = Math.Min(longest, rendering.Left);
        end = Math.Min(limit, characters.Length);
    }

    /// <summary>Gives back what a long text needed.</summary>
    public void Finish()
    {
        if (characters.Length <= LongestKept) return;
        ArrayPool<char>.Shared.Return(characters);
        characters = new char[FirstLength];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(ReadOnlySpan<char> text)
    {
        if (text.Length <= end - length)
        {
            text.CopyTo(characters.AsSpan(length));
            length += text.Length;
        }
        else
        {
            AppendSlowly(text);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AppendText(string text) => Append(text);

    public void Append(char character) => Append(new ReadOnlySpan<char>(in character));

    /// <summary>Room to write into, empty when there is less than asked for.</summary>
    public Span<char> Room(int count) => HasRoom(count) ? characters.AsSpan(length, count) : default;

    /// <summary>Takes what was written into the room.</summary>
    public void Advance(int count) => length += count;

    /// <summary>As ISO 8601.</summary>
    public void AppendDate(DateOnly date)
    {
        if (HasRoom(DigitText.DateLength))
        {
            DigitText.WriteDate(date, characters.AsSpan(length));
            length += DigitText.DateLength;
            return;
        }

        Span<char> text = stackalloc char[DigitText.DateLength];
        DigitText.WriteDate(date, text);
        Append(text);
    }

    public void AppendInteger(long number)
    {
        if (HasRoom(ValueText.LongestNumber))
        {
            number.TryFormat(characters.AsSpan(length), out var written, provider: CultureInfo.InvariantCulture);
            length += written;
            return;
        }

        Span<char> text = stackalloc char[ValueText.LongestNumber];
        number.TryFormat(text, out var count, provider: CultureInfo.InvariantCulture);
        Append(text[..count]);
    }

    /// <summary>Without trailing zeros.</summary>
    public void AppendDecimal(decimal number)
    {
        if (HasRoom(ValueText.LongestNumber))
        {
            length += ValueText.Format(number, characters.AsSpan(length));
            return;
        }

        Span<char> text = stackalloc char[ValueText.LongestNumber];
        Append(text[..ValueText.Format(number, text)]);
    }

    private bool HasRoom(int count) => end - length >= count;

    private void AppendSlowly(ReadOnlySpan<char> text)
    {
        if (!rendering.Allows((long)length + text.Length, most)) return;
        Grow(text.Length);
        text.CopyTo(characters.AsSpan(length));
        length += text.Length;
    }

    private void Grow(int count)
    {
        if (characters.Length - length >= count) return;
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(length + count, characters.Length * 2));
        Written.CopyTo(larger);
        if (characters.Length > LongestKept) ArrayPool<char>.Shared.Return(characters);
        characters = larger;
        end = Math.Min(limit, characters.Length);
    }
}
