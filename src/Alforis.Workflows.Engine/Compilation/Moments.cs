using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Reads moments that are kept as <see cref="DateTime"/>.</summary>
internal static class Moments
{
    /// <summary>More digits of a second than JSON reads are no moment there either.</summary>
    private const int LongestText = 64;

    private static readonly SearchValues<char> Characters = SearchValues.Create("0123456789-+:.TZ");

    /// <summary>ISO 8601, read as the same text in JSON is; without an offset it is UTC. <see langword="null"/> for other text.</summary>
    public static DateTimeOffset? FromText(string text)
    {
        if (text.Length > LongestText || text.AsSpan().ContainsAnyExcept(Characters)) return null;
        Span<byte> json = stackalloc byte[LongestText + 2];
        json[0] = (byte)'"';
        var length = Encoding.ASCII.GetBytes(text, json[1..]);
        json[length + 1] = (byte)'"';
        var reader = new Utf8JsonReader(json[..(length + 2)]);
        reader.Read();
        if (!reader.TryGetDateTime(out var moment)) return null;
        if (moment.Kind != DateTimeKind.Local) return FromDateTime(moment);
        return reader.TryGetDateTimeOffset(out var withOffset) ? withOffset : null;
    }

    /// <summary>
    /// Local times keep their meaning, held within the years that there are; unspecified ones are UTC, for a server's zone must not
    /// decide.
    /// </summary>
    public static DateTimeOffset FromDateTime(DateTime value) =>
        new(value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : DateTime.SpecifyKind(value, DateTimeKind.Utc));
}
