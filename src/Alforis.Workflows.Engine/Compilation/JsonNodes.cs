using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// Makes nodes of free JSON that nobody can stumble over later: of a member that stands twice the last counts, as it does for conditions, and text with
/// half of a surrogate pair stays as it is written.
/// </summary>
internal static class JsonNodes
{
    /// <summary>As deep as JSON is read by default; whoever writes it in turn must not run out of stack.</summary>
    private const int MostDepth = 64;

    /// <summary>The value, or <see langword="null"/> and a problem when it is too deep.</summary>
    public static JsonNode? Of(JsonElement json, Rendering rendering, int depth = 1)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object or JsonValueKind.Array when depth > MostDepth:
                rendering.Fail($"brings JSON that is nested more than {MostDepth} deep.");
                return null;
            case JsonValueKind.Object:
                var members = new JsonObject();
                foreach (var member in json.EnumerateObject())
                {
                    members[Name(member)] = Of(member.Value, rendering, depth + 1);
                    if (rendering.Problem is not null) return null;
                }

                return members;
            case JsonValueKind.Array:
                var items = new JsonArray();
                foreach (var item in json.EnumerateArray())
                {
                    items.Add(Of(item, rendering, depth + 1));
                    if (rendering.Problem is not null) return null;
                }

                return items;
            case JsonValueKind.String:
                return JsonValue.Create(JsonScalars.Text(json));
            case JsonValueKind.True or JsonValueKind.False:
                return JsonValue.Create(json.GetBoolean());
            case JsonValueKind.Number:
                // As it is written: no digit is lost.
                return JsonNode.Parse(json.GetRawText());
            default:
                return null;
        }
    }

    private static string Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(member));
        }
    }
}
