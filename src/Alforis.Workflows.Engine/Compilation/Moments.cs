using System.Globalization;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Reads moments that are kept as <see cref="DateTime"/>.</summary>
internal static class Moments
{
    /// <summary>ISO 8601 as JSON has it; without an offset it is UTC. <see langword="null"/> for other text.</summary>
    public static DateTimeOffset? FromText(string text)
    {
        if (text.Length < 19 || text[10] is not 'T') return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
    }

    /// <summary>
    /// Local times keep their meaning, held within the years that there are; unspecified ones are UTC, for a server's zone must not
    /// decide.
    /// </summary>
    public static DateTimeOffset FromDateTime(DateTime value) =>
        new(value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : DateTime.SpecifyKind(value, DateTimeKind.Utc));
}
