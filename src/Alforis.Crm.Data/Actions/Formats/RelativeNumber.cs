using System.Globalization;
using System.Text.RegularExpressions;

namespace Alforis.Crm.Data.Actions.Formats;

/// <summary>A change of a number: an amount to add, or so many per cent of what it is now.</summary>
internal sealed partial record RelativeNumber(decimal Amount, bool IsPercentage)
{
    /// <summary>The change, or <see langword="null"/> when the text is none: a sign is what makes one.</summary>
    public static RelativeNumber? Parse(string text)
    {
        var match = Pattern().Match(text.Trim());
        if (!match.Success) return null;
        var amount = decimal.Parse(match.Groups["amount"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return new RelativeNumber(match.Groups["sign"].ValueSpan is "-" ? -amount : amount, match.Groups["percent"].Success);
    }

    /// <summary>The number changed, rounded half away from zero, as PostgreSQL rounds.</summary>
    /// <param name="current">Up to 18 digits.</param>
    /// <param name="decimals">The decimals to keep; all when <see langword="null"/>.</param>
    public decimal ApplyTo(decimal current, int? decimals)
    {
        var changed = current + (IsPercentage ? current * Amount / 100 : Amount);
        return decimals is { } places ? decimal.Round(changed, places, MidpointRounding.AwayFromZero) : changed;
    }

    // So few digits that no product with a column of 18 digits leaves the range of decimal; \s is also the narrow space before %.
    [GeneratedRegex(@"^(?<sign>[+-])\s?(?<amount>[0-9]{1,9}(?:\.[0-9]{1,4})?)(?:\s?(?<percent>%))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
