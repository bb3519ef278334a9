using System.Text.Json;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Tests.Documentation;

/// <summary>The example of the page on contexts: it compiles here, and does what the page says.</summary>
public sealed class ContextsPageTests
{
    [Theory]
    [InlineData("""{"order":{"total":150,"placed_on":"2026-03-31","status":"open","tags":["vip"]}}""", true)]
    [InlineData("""{"order":{"total":"150","placed_on":"2026-03-31","status":"open","tags":["vip"]}}""", false)]
    [InlineData("""{"order":{"total":150,"placed_on":"31/03/2026","tags":["vip"]}}""", false)]
    [InlineData("""{"order":{"total":150,"placed_on":"2026-03-31","tags":"vip"}}""", false)]
    public void MeetsConditions_ExampleOfThePage_IsTyped(string context, bool answer)
    {
        var schema = WorkflowSchema.ForJson(
            """
            {
              "type": "object",
              "properties": {
                "order": {
                  "type": "object",
                  "required": ["total"],
                  "properties": {
                    "total": { "type": "number" },
                    "placed_on": { "type": "string", "format": "date" },
                    "status": { "enum": ["open", "paid"], "x-writable": true },
                    "tags": { "type": "array", "items": { "type": "string" } }
                  }
                }
              }
            }
            """,
            s => s.Trigger("order_placed", t => t.ViewOf("order")).Action<NotifySettings>("notify"));

        var compiler = new WorkflowCompiler<JsonElement>(schema);

        var result = compiler.Compile(
            """
            {
              "name": "Big order", "trigger_type": "order_placed",
              "conditions": { "rules": [
                { "field": "total", "operator": ">", "value": 100 }, { "field": "placed_on", "operator": ">=", "value": "2026-01-01" },
                { "field": "tags", "operator": "contains", "value": "vip" }
              ] },
              "actions": [{ "type": "notify", "config": { "message": "{{ total }}" } }]
            }
            """);
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.Equal(answer, result.Workflow.MeetsConditions(JsonElement.Parse(context), TimeProvider.System.GetUtcNow()));
    }

    [Fact]
    public void Page_Example_IsTheOneOfThisTest()
    {
        var page = RepositoryFile("docs/contexts.md");
        var here = RepositoryFile("tests/Alforis.Workflows.Engine.Tests/Documentation/ContextsPageTests.cs");
        var example = page.Split("```csharp\n")[1].Split("```")[0];

        Assert.Contains(Plain(example), Plain(here), StringComparison.Ordinal);
    }

    private static string Plain(string code) => string.Concat(code.Where(c => !char.IsWhiteSpace(c)));

    private static string RepositoryFile(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Alforis.Workflows.sln"))) folder = folder.Parent;
        return File.ReadAllText(Path.Combine(folder.FullName, path)).ReplaceLineEndings("\n");
    }
}
