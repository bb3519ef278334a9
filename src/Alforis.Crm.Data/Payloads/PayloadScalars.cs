using System.Globalization;
using System.Text.Json;

namespace Alforis.Crm.Data.Payloads;

/// <summary>What schemas want of texts and numbers.</summary>
internal static class PayloadScalars
{
    private static readonly string[] Moments = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>What is wrong with a text, as the end of a sentence.</summary>
    public static string? AskText(string keyword, JsonElement rule, string text) => keyword switch
    {
        "minLength" when Length(text) < rule.GetInt32() => $"it must have at least {rule.GetRawText()} characters.",
        "maxLength" when Length(text) > rule.GetInt32() => $"it must have at most {rule.GetRawText()} characters.",
        "format" when rule.GetString() is "date" && !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) =>
            "it must be a date such as 2026-03-02.",
        "format" when rule.GetString() is "date-time" && !IsMoment(text) => "it must be a moment with its offset, such as 2026-03-02T09:15:00+01:00.",
        _ => null,
    };

    /// <summary>What is wrong with a number, as the end of a sentence.</summary>
    public static string? AskNumber(string keyword, JsonElement rule, decimal number) => keyword switch
    {
        "minimum" when number < rule.GetDecimal() => $"it must be at least {rule.GetRawText()}.",
        "maximum" when number > rule.GetDecimal() => $"it must be at most {rule.GetRawText()}.",
        "exclusiveMinimum" when number <= rule.GetDecimal() => $"it must be more than {rule.GetRawText()}.",
        "exclusiveMaximum" when number >= rule.GetDecimal() => $"it must be less than {rule.GetRawText()}.",
        _ => null,
    };

    /// <summary>JSON Schema counts characters, not the halves that some are stored as.</summary>
    private static int Length(string text) => text.EnumerateRunes().Count();

    private static bool IsMoment(string text) =>
        DateTimeOffset.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) && (text[^1] is 'Z' || text[^6] is '+' or '-');
}
