namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Reads the numbers that there mostly are, in a third of the time that reading any number takes.</summary>
internal static class ShortNumber
{
    /// <summary>So many digits are less than 2 to the power of 63.</summary>
    private const int MostDigits = 18;

    /// <summary>Whether it is a JSON number of at most 18 digits and without an exponent.</summary>
    public static bool TryRead(ReadOnlySpan<byte> utf8, out decimal number)
    {
        number = 0;
        var isNegative = !utf8.IsEmpty && utf8[0] == (byte)'-';
        if (isNegative) utf8 = utf8[1..];
        if (utf8.Length is 0 or > MostDigits + 1) return false;
        var value = 0L;
        var point = -1;
        for (var i = 0; i < utf8.Length; i++)
        {
            var digit = (uint)(utf8[i] - '0');
            if (digit <= 9) value = (value * 10) + digit;
            else if (utf8[i] == (byte)'.' && point < 0) point = i;
            else return false;
        }

        if (point < 0 && utf8.Length > MostDigits) return false;
        var scale = point < 0 ? 0 : utf8.Length - point - 1;
        number = new decimal((int)value, (int)(value >> 32), 0, isNegative, (byte)scale);
        return true;
    }
}
