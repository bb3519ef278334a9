using System.Collections;
using System.Text.Json;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Walks through lists whose type is known only now: of free JSON, and of dictionaries.</summary>
internal static class JsonLists
{
    /// <summary>The elements of a list; none of what is no list.</summary>
    public static JsonListEnumerator Elements(JsonElement element) => new(element);

    /// <summary>The elements of a list, as they stand there; none of what is no list.</summary>
    public static IEnumerator<object?> Elements(object value) => (value switch
    {
        JsonElement { ValueKind: JsonValueKind.Array } json => json.EnumerateArray().Select(e => (object?)e),
        JsonElement or string => [],
        IEnumerable list when !DictionaryReading.IsDictionary(list) => list.Cast<object?>(),
        _ => [],
    }).GetEnumerator();
}

/// <summary>
/// A class and not a struct, for the interpreter of expressions copies structs: they would never get beyond their first element.
/// </summary>
internal sealed class JsonListEnumerator(JsonElement element)
{
    private JsonElement.ArrayEnumerator elements = element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : default;

    public JsonElement Current => elements.Current;

    public bool MoveNext() => elements.MoveNext();
}
