using System.Collections;
using System.Text.Json;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Goes through a list, whatever holds it; a value that is no list is a list of one, and null an empty one.</summary>
internal struct ListCursor
{
    private readonly TemplateValue[]? values;
    private readonly IList? list;
    private readonly IEnumerator? others;
    private readonly bool areEntities;
    private int next;

    private ListCursor(TemplateValue[] values)
    {
        this.values = values;
        Count = values.Length;
    }

    private ListCursor(IList list, bool areEntities)
    {
        this.list = list;
        this.areEntities = areEntities;
        Count = list.Count;
    }

    private ListCursor(JsonElement list, bool areEntities)
    {
        others = list.EnumerateArray();
        this.areEntities = areEntities;
        Count = list.GetArrayLength();
    }

    /// <summary>How many elements there are.</summary>
    public int Count { get; }

    public static ListCursor Of(in TemplateValue value) => value.Tag switch
    {
        ValueTag.Null => default,
        ValueTag.List => OfList(value.Reference, areEntities: false),
        ValueTag.Entities => OfList(value.Reference, areEntities: true),
        ValueTag.Json when (JsonElement)value.Reference is { ValueKind: JsonValueKind.Array } json => new ListCursor(json, areEntities: false),
        _ => new ListCursor([value]),
    };

    /// <summary>The elements as an array of its own.</summary>
    public static TemplateValue[] ToArray(in TemplateValue value)
    {
        var cursor = Of(value);
        var items = new TemplateValue[cursor.Count];
        for (var i = 0; cursor.Next(out var item) && i < items.Length; i++) items[i] = item;
        return items;
    }

    public bool Next(out TemplateValue item)
    {
        if (next >= Count)
        {
            item = default;
            return false;
        }

        var index = next++;
        if (list is not null) item = Of(list[index]);
        else if (values is not null) item = values[index];
        else item = others!.MoveNext() ? Of(others.Current) : default;
        return true;
    }

    /// <summary>What is no object counts as null where objects are declared.</summary>
    private readonly TemplateValue Of(object? item)
    {
        if (!areEntities) return TemplateValue.FromBoxed(item);
        return item is JsonElement { ValueKind: not JsonValueKind.Object } ? default : TemplateValue.FromEntity(item);
    }

    private static ListCursor OfList(object list, bool areEntities) => list switch
    {
        TemplateValue[] array => new ListCursor(array),
        IList indexed => new ListCursor(indexed, areEntities),
        JsonElement json => new ListCursor(json, areEntities),
        _ => new ListCursor(((IEnumerable)list).Cast<object?>().ToArray(), areEntities),
    };
}
