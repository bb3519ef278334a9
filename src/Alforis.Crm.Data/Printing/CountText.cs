using System.Globalization;

namespace Alforis.Crm.Data.Printing;

/// <summary>Numbers of things as people read them.</summary>
internal static class CountText
{
    /// <summary><c>1 event</c>, <c>2 events</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="thing">One of them; its plural is made with an s.</param>
    public static string Of(long count, string thing) => string.Create(CultureInfo.InvariantCulture, $"{count} {thing}{(count == 1 ? "" : "s")}");
}
