using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// Equality of JSON by its meaning: objects whatever the order of their members, numbers and texts however they are written. The hash
/// code comes from texts alone, whose hash codes nobody can foresee.
/// </summary>
internal sealed class JsonStructureComparer : IEqualityComparer<JsonElement>
{
    public static JsonStructureComparer Instance { get; } = new();

    public bool Equals(JsonElement x, JsonElement y) => JsonScalars.DeepEquals(x, y);

    public int GetHashCode(JsonElement obj) => obj.ValueKind switch
    {
        JsonValueKind.Object => obj.EnumerateObject().Aggregate(obj.GetPropertyCount(), (sum, m) => unchecked(sum + HashCode.Combine(Name(m), GetHashCode(m.Value)))),
        JsonValueKind.Array => Items(obj),
        JsonValueKind.String => Text(obj),
        JsonValueKind.Number => Number(JsonMarshal.GetRawUtf8Value(obj)),
        _ => (int)obj.ValueKind,
    };

    private int Items(JsonElement array)
    {
        var hash = new HashCode();
        foreach (var item in array.EnumerateArray()) hash.Add(GetHashCode(item));
        return hash.ToHashCode();
    }

    /// <summary>Text that is no Unicode equals only what is written alike.</summary>
    private static int Text(JsonElement text) => JsonScalars.Text(text).GetHashCode(StringComparison.Ordinal);

    private static int Name(JsonProperty member)
    {
        try
        {
            return member.Name.GetHashCode(StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            return Hash(JsonMarshal.GetRawUtf8PropertyName(member));
        }
    }

    /// <summary>By the significant digits and where the point is among them, as equal numbers have in common: 10, 10.0 and 1e1 do.</summary>
    private static int Number(ReadOnlySpan<byte> utf8)
    {
        var end = utf8.IndexOfAny((byte)'e', (byte)'E');
        var written = end < 0 ? utf8 : utf8[..end];
        var point = written.IndexOf((byte)'.');
        var decimals = point < 0 ? 0 : written.Length - point - 1;
        var digits = Encoding.ASCII.GetString(written).Replace(".", "", StringComparison.Ordinal).TrimStart('-', '0');
        var significant = digits.TrimEnd('0');
        if (significant.Length == 0) return 0;
        var exponent = 0;
        if (end >= 0 && !int.TryParse(utf8[(end + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)) return Hash(utf8);
        return HashCode.Combine(
            significant.GetHashCode(StringComparison.Ordinal), (long)exponent - decimals + digits.Length - significant.Length);
    }

    private static int Hash(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8).GetHashCode(StringComparison.Ordinal);
}
