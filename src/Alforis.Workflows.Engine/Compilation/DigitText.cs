namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Writes numbers of a fixed count of digits.</summary>
internal static class DigitText
{
    /// <summary>The length of a date as ISO 8601.</summary>
    public const int DateLength = 10;

    /// <summary>The date as ISO 8601, at the beginning of the room.</summary>
    public static void WriteDate(DateOnly date, Span<char> room)
    {
        var (year, month, day) = date;
        room = room[..DateLength];
        Write(year, room[..4]);
        room[4] = '-';
        Write(month, room[5..7]);
        room[7] = '-';
        Write(day, room[8..]);
    }

    /// <summary>The last digits of a number, as many as there is room for.</summary>
    public static void Write(int number, Span<char> room) => Write((ulong)number, room);

    /// <summary>The last digits of a number, as many as there is room for.</summary>
    public static void Write(ulong number, Span<char> room)
    {
        for (var i = room.Length - 1; i >= 0; i--)
        {
            (number, var digit) = Math.DivRem(number, 10);
            room[i] = (char)('0' + digit);
        }
    }
}
