using System.Globalization;

namespace Alforis.Workflows.Engine.Templates;

/// <summary>Formats of numbers, as .NET has them.</summary>
internal static class NumberFormat
{
    private const int MostDigits = 99;

    /// <summary>Whether the format is for whole numbers only.</summary>
    public static bool IsForWholeNumbers(string format) => format.Length > 0 && format[0] is 'D' or 'd' or 'X' or 'x' or 'B' or 'b' && IsStandard(format);

    /// <summary>What is wrong with a format, as a sentence; <see langword="null"/> for nothing.</summary>
    public static string? Check(string format)
    {
        if (format.Length > TemplateLimits.MaxFormatLength) return $"A format has at most {TemplateLimits.MaxFormatLength} characters.";
        if (IsStandard(format) && format.Length > 1 && (format.Length > 3 || int.Parse(format.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture) > MostDigits))
        {
            return $"A format has at most {MostDigits} digits.";
        }

        try
        {
            _ = IsForWholeNumbers(format) ? 255L.ToString(format, CultureInfo.InvariantCulture) : 1250.5m.ToString(format, CultureInfo.InvariantCulture);
            return null;
        }
        catch (FormatException)
        {
            return $"'{format}' is no format of numbers.";
        }
    }

    /// <summary>A letter, then at most digits.</summary>
    public static bool IsStandard(string format) =>
        format.Length > 0 && char.IsAsciiLetter(format[0]) && !format.AsSpan(1).ContainsAnyExceptInRange('0', '9');
}
