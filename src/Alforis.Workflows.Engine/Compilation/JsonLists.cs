using System.Text.Json;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Walks through lists of free JSON.</summary>
internal static class JsonLists
{
    /// <summary>The elements of a list; none of what is no list.</summary>
    public static JsonListEnumerator Elements(JsonElement element) => new(element);
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
