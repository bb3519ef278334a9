using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Texts that a text inside JSON is looked for in. Immutable, thread-safe.</summary>
internal sealed class JsonTexts
{
    /// <summary>Up to here comparing one by one is as fast as hashing.</summary>
    private const int LongestChain = 8;

    /// <summary>Longer texts are decoded on the heap.</summary>
    private const int LongestOnStack = 256;

    private readonly byte[][] few;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> many;
    private readonly bool hasNull;

    private JsonTexts(string[] texts, bool hasNull)
    {
        this.hasNull = hasNull;
        few = texts.Length <= LongestChain ? [.. texts.Select(Encoding.UTF8.GetBytes)] : [];
        if (few.Length == 0) many = texts.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static JsonTexts Of(BoundLiteralList list) => new(
        [.. list.Items.Select(i => i.Value).OfType<string>().Distinct(StringComparer.Ordinal)], list.Items.Any(i => i.Value is null));

    public bool Contains(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return hasNull;
        foreach (var text in few)
        {
            if (JsonReading.IsText(value, text)) return true;
        }

        return few.Length == 0 && Find(value);
    }

    private bool Find(JsonElement value)
    {
        var utf8 = JsonMarshal.GetRawUtf8Value(value)[1..^1];
        if (utf8.Length > LongestOnStack || utf8.Contains((byte)'\\')) return many.Contains(JsonScalars.Text(value));
        Span<char> text = stackalloc char[LongestOnStack];
        return many.Contains(text[..Encoding.UTF8.GetChars(utf8, text)]);
    }
}
