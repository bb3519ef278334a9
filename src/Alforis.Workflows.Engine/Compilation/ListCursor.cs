using System.Collections;
using System.Text.Json;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Goes through a list, whatever holds it; a value that is no list is a list of one, and null an empty one.</summary>
internal struct ListCursor
{
    private readonly TemplateValue[]? values;
    private readonly IReadOnlyList<string>? texts;
    private readonly IEnumerator? others;
    private readonly TemplateValue single;
    private JsonElement.ArrayEnumerator elements;
    private int next;

    private ListCursor(TemplateValue[]? values, IReadOnlyList<string>? texts, IEnumerator? others, TemplateValue single, JsonElement.ArrayEnumerator elements, int count)
    {
        this.values = values;
        this.texts = texts;
        this.others = others;
        this.single = single;
        this.elements = elements;
        Count = count;
    }

    /// <summary>How many elements there are.</summary>
    public int Count { get; }

    public static ListCursor Of(in TemplateValue value)
    {
        switch (value.Tag)
        {
            case ValueTag.Null:
                return default;
            case ValueTag.List:
                return OfList(value.Reference);
            case ValueTag.Json when (JsonElement)value.Reference is { ValueKind: JsonValueKind.Array } json:
                return new ListCursor(null, null, null, default, json.EnumerateArray(), json.GetArrayLength());
            default:
                return new ListCursor(null, null, null, value, default, 1);
        }
    }

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
        if (values is not null) item = values[index];
        else if (texts is not null) item = TemplateValue.From(texts[index]);
        else if (others is not null) item = others.MoveNext() ? TemplateValue.FromBoxed(others.Current) : default;
        else if (single.IsNull) item = elements.MoveNext() ? TemplateValue.From(elements.Current) : default;
        else item = single;
        return true;
    }

    private static ListCursor OfList(object list) => list switch
    {
        TemplateValue[] array => new ListCursor(array, null, null, default, default, array.Length),
        IReadOnlyList<string> strings => new ListCursor(null, strings, null, default, default, strings.Count),
        ICollection collection => new ListCursor(null, null, collection.GetEnumerator(), default, default, collection.Count),
        _ => Buffered((IEnumerable)list),
    };

    private static ListCursor Buffered(IEnumerable list)
    {
        TemplateValue[] buffered = [.. list.Cast<object?>().Select(TemplateValue.FromBoxed)];
        return new ListCursor(buffered, null, null, default, default, buffered.Length);
    }
}
