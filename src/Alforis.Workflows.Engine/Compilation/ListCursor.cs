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

    private ListCursor(IEnumerator others, int count)
    {
        this.others = others;
        Count = count;
    }

    /// <summary>How many elements there are.</summary>
    public int Count { get; }

    /// <param name="value">The list.</param>
    /// <param name="areEntities">Whether its elements are known to be objects of the context.</param>
    public static ListCursor Of(in TemplateValue value, bool areEntities = false) => value.Tag switch
    {
        ValueTag.Null => default,
        ValueTag.List => OfList(value.Reference, areEntities),
        ValueTag.Json when (JsonElement)value.Reference is { ValueKind: JsonValueKind.Array } json => new ListCursor(json.EnumerateArray(), json.GetArrayLength()),
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
        if (list is not null) item = areEntities ? TemplateValue.FromEntity(list[index]) : TemplateValue.FromBoxed(list[index]);
        else if (values is not null) item = values[index];
        else item = others!.MoveNext() ? TemplateValue.FromBoxed(others.Current) : default;
        return true;
    }

    private static ListCursor OfList(object list, bool areEntities) => list switch
    {
        TemplateValue[] array => new ListCursor(array),
        IList indexed => new ListCursor(indexed, areEntities),
        _ => new ListCursor([.. ((IEnumerable)list).Cast<object?>().Select(TemplateValue.FromBoxed)]),
    };
}
