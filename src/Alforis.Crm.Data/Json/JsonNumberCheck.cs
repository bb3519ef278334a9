using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Alforis.Crm.Data.Json;

/// <summary>Whether a number can be held by the database, and compared by conditions, which count in <see cref="decimal"/>.</summary>
internal static class JsonNumberCheck
{
    /// <summary>As text no number of a reasonable sender is longer: a double has at most 17 digits, a decimal 29.</summary>
    private const int MostCharacters = 100;

    /// <summary>PostgreSQL writes out every digit, also the 300 zeros of 1e-300.</summary>
    private const int MostNegativeExponent = -400;

    /// <summary>What is wrong with the number that the reader is at, or <see langword="null"/>.</summary>
    public static string? Problem(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > MostCharacters) return FormattableString.Invariant($"This number has more than {MostCharacters} characters.");
        var text = Encoding.ASCII.GetString(reader.ValueSpan);
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            return $"The number {text} is too large: numbers go to 7.9e28, positive and negative.";
        return Exponent(text) < MostNegativeExponent ? $"The number {text} is too close to zero to be stored." : null;
    }

    private static long Exponent(string text)
    {
        var e = text.AsSpan().IndexOfAny('e', 'E');
        if (e < 0) return 0;
        return long.TryParse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent) ? exponent : long.MinValue;
    }
}
