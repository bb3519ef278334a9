using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alforis.Workflows.Host.Api;

/// <summary>A change of some members of a thing: knows which ones the request has, for <see langword="null"/> is a value, too.</summary>
internal abstract record PartialRequest
{
    private readonly HashSet<string> given = new(StringComparer.Ordinal);

    /// <summary>The members that the request has, by the names that they have there.</summary>
    public JsonObject Given()
    {
        var all = RequestJson.Of(this);
        return new JsonObject(all.Where(m => given.Contains(m.Key)).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())));
    }

    /// <summary>Whether the request has a member.</summary>
    /// <param name="member">Its name in C#.</param>
    public bool Has(string member) => given.Contains(RequestJson.NameOf(member));

    /// <summary>For the setters of members.</summary>
    protected T Note<T>(T value, [CallerMemberName] string member = "")
    {
        given.Add(RequestJson.NameOf(member));
        return value;
    }
}

/// <summary>Requests as JSON, with the names that their members have there.</summary>
internal static class RequestJson
{
    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static JsonObject Of(object request) => JsonSerializer.SerializeToNode(request, request.GetType(), SnakeCase)!.AsObject();

    public static string NameOf(string member) => JsonNamingPolicy.SnakeCaseLower.ConvertName(member);
}
