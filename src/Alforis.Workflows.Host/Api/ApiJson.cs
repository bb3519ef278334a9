using System.Text.Json;
using System.Text.Json.Serialization;

namespace Alforis.Workflows.Host.Api;

/// <summary>How requests and answers are written: snake_case, and strict. What a request does not know is a mistake, not silence.</summary>
internal static class ApiJson
{
    /// <summary>How deep objects and lists may be nested.</summary>
    public const int MostDepth = 64;

    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = MostDepth;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
    }
}
