using System.Text;
using System.Text.Json;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Compilation.Functions;

/// <summary>Functions over lists; null is an empty list.</summary>
internal static class ListFunctions
{
    private const int SortingCost = 16;
    private const int DistinctCost = 8;

    public static IEnumerable<(string Name, FunctionBody Body)> All { get; } =
    [
        ("array.size", (arguments, _) => TemplateValue.From((long)ListCursor.Of(arguments[0]).Count)),
        ("array.first", (arguments, _) => ListCursor.Of(arguments[0]).Next(out var first) ? first : default),
        ("array.last", (arguments, _) => ListCursor.ToArray(arguments[0]) is [.., var last] ? last : default),
        ("array.join", Join),
        ("array.contains", Contains),
        ("array.limit", (arguments, _) => List(ListCursor.ToArray(arguments[0]).AsSpan(0..Bound(arguments)))),
        ("array.offset", (arguments, _) => List(ListCursor.ToArray(arguments[0]).AsSpan(Bound(arguments)..))),
        ("array.reverse", (arguments, _) => Reversed(ListCursor.ToArray(arguments[0]))),
        ("array.compact", (arguments, _) => TemplateValue.FromList(Array.FindAll(ListCursor.ToArray(arguments[0]), item => !item.IsNull))),
        ("array.sort", Sort),
        ("array.uniq", Unique),
        ("object.default", (arguments, _) => arguments[0].IsNull || (arguments[0].Tag == ValueTag.Text && arguments[0].Text.Length == 0) ? arguments[1] : arguments[0]),
    ];

    /// <summary>The values of one field of objects.</summary>
    public static FunctionBody Map(ValueReader<object> read) => (arguments, rendering) =>
    {
        var items = ListCursor.ToArray(arguments[0]);
        for (var i = 0; i < items.Length; i++) items[i] = items[i].Tag == ValueTag.Entity ? read(items[i].Reference, rendering.Time, rendering) : default;
        return TemplateValue.FromList(items);
    };

    /// <summary>The values of one member of free JSON; what lacks the member is left out.</summary>
    public static FunctionBody MapJson(string member)
    {
        var name = new MemberName(member);
        return (arguments, rendering) => MapJson(arguments[0], name, rendering);
    }

    private static TemplateValue MapJson(in TemplateValue list, MemberName name, Rendering rendering)
    {
        var values = new List<TemplateValue>();
        var cursor = ListCursor.Of(list);
        while (cursor.Next(out var item))
        {
            if (item.Tag != ValueTag.Json) continue;
            var value = JsonReading.Member((JsonElement)item.Reference, name, rendering);
            if (value.ValueKind != JsonValueKind.Undefined) values.Add(TemplateValue.From(value));
        }

        return TemplateValue.FromList(values.ToArray());
    }

    private static int Bound(ReadOnlySpan<TemplateValue> arguments) =>
        Math.Clamp(TextParts.Count(arguments, 1, 0), 0, ListCursor.Of(arguments[0]).Count);

    private static TemplateValue List(Span<TemplateValue> items) => TemplateValue.FromList(items.ToArray());

    private static TemplateValue Reversed(TemplateValue[] items)
    {
        Array.Reverse(items);
        return TemplateValue.FromList(items);
    }

    private static TemplateValue Join(ReadOnlySpan<TemplateValue> arguments, Rendering rendering)
    {
        var delimiter = TextFunctions.Text(arguments, 1) ?? "";
        var text = new StringBuilder();
        var cursor = ListCursor.Of(arguments[0]);
        for (var isFirst = true; cursor.Next(out var item); isFirst = false)
        {
            var part = ValueText.Of(item, rendering.Time.Zone);
            if (!rendering.Allows((long)text.Length + delimiter.Length + part.Length, int.MaxValue) || !rendering.SpendText(part.Length + delimiter.Length)) return default;
            if (!isFirst) text.Append(delimiter);
            text.Append(part);
        }

        return TemplateValue.From(text.ToString());
    }

    private static TemplateValue Contains(ReadOnlySpan<TemplateValue> arguments, Rendering rendering)
    {
        var cursor = ListCursor.Of(arguments[0]);
        while (cursor.Next(out var item))
        {
            if (ValueComparison.AreEqual(item, arguments[1], rendering)) return TemplateValue.From(true);
        }

        return TemplateValue.From(false);
    }

    /// <summary>Nulls first, then by type; texts by their characters. Keeps the order of what is equal.</summary>
    private static TemplateValue Sort(ReadOnlySpan<TemplateValue> arguments, Rendering rendering)
    {
        var items = ListCursor.ToArray(arguments[0]);
        return rendering.SpendItems(items.Length * SortingCost) ? TemplateValue.FromList(items.Order(ItemOrder.Instance).ToArray()) : default;
    }

    private static TemplateValue Unique(ReadOnlySpan<TemplateValue> arguments, Rendering rendering)
    {
        var items = ListCursor.ToArray(arguments[0]);
        if (!rendering.SpendItems(items.Length * DistinctCost)) return default;
        var seen = new HashSet<(ValueTag, string)>();
        var zone = rendering.Time.Zone;
        // As texts: of two values of one type these differ when the values do.
        return TemplateValue.FromList(Array.FindAll(
            items, item => seen.Add((item.IsNumber ? ValueTag.Decimal : item.Tag, ValueText.Of(item, zone)))));
    }

    private sealed class ItemOrder : IComparer<TemplateValue>
    {
        public static ItemOrder Instance { get; } = new();

        public int Compare(TemplateValue x, TemplateValue y) =>
            ValueComparison.Order(x, y)
            ?? (x.Tag == ValueTag.Text && y.Tag == ValueTag.Text ? string.CompareOrdinal(x.Text, y.Text) : x.Tag.CompareTo(y.Tag));
    }
}
