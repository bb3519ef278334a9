using System.Text.Json;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Tests.Model;

/// <summary>Writes definitions around the part that a test is about.</summary>
internal static class Written
{
    public const string Task = """{"type":"create_task","config":{"title":"Appeler"}}""";

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static string Definition(string conditions = "{}", string actions = Task, string trigger = "item_updated", string config = "{}", string more = "") =>
        $$"""{"name":"Essai","trigger_type":"{{trigger}}","trigger_config":{{config}},"conditions":{{conditions}},"actions":[{{actions}}]{{more}}}""";

    public static CompiledWorkflow<Scope> Compile(string definition)
    {
        var result = TestSchema.Compiler.Compile(definition);
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        return result.Workflow;
    }

    /// <summary>The only thing that is wrong with a definition.</summary>
    public static Diagnostic OnlyError(string definition)
    {
        var result = TestSchema.Compiler.Compile(definition);
        Assert.Null(result.Workflow);
        return Assert.Single(result.Diagnostics);
    }

    public static Scope ScopeOf(string itemJson, string? payloadJson = null, string? previousJson = null) => new()
    {
        Previous = previousJson is null ? null : JsonSerializer.Deserialize<Item>(previousJson, Json),
        Item = JsonSerializer.Deserialize<Item>(itemJson, Json),
        Payload = payloadJson is null ? null : JsonElement.Parse(payloadJson),
    };
}
