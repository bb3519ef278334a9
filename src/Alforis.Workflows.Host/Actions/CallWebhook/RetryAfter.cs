using System.Globalization;
using System.Net.Http.Headers;

namespace Alforis.Workflows.Host.Actions.CallWebhook;

/// <summary>When a server wants to be asked again (RFC 9110, 10.2.3).</summary>
internal static class RetryAfter
{
    /// <summary>A server that wants to be left alone for longer is asked after a day.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private const string Header = "Retry-After";

    /// <summary>How long from now, at most <see cref="Longest"/>; <see langword="null"/> when nothing is said that can be understood.</summary>
    /// <param name="headers">The answer's headers.</param>
    /// <param name="now">The time of the answer, from which a date is counted.</param>
    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (!headers.NonValidated.TryGetValues(Header, out var values) || values.Count != 1) return null;
        var text = values.ToString().Trim();
        if (text.Length > 0 && text.All(char.IsAsciiDigit))
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? Bound(TimeSpan.FromSeconds(seconds)) : Longest;
        return headers.RetryAfter?.Date is { } date ? Bound(date - now) : null;
    }

    private static TimeSpan Bound(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;
}
