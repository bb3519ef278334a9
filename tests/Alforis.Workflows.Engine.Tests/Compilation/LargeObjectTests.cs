using System.Text.Json;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Tests.Compilation.Contexts;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Compilation;

/// <summary>Templates pay for looking for members in large objects of JSON.</summary>
public sealed class LargeObjectTests
{
    private const int Members = 60_000;

    private static readonly string Large = $$"""{"name":"a",{{string.Join(',', Enumerable.Range(0, Members).Select(i => $"\"m{i}\":{i}"))}}}""";
    private static readonly string Lines = $"[{string.Join(',', Enumerable.Range(0, 9_000))}]";

    private static readonly JsonElement Context = JsonElement.Parse(
        $$"""{"item":{{Large}},"webhook":{"o":{{Large}},"list":[{{Large}}],"lines":{{Lines}} } }""");

    [Theory]
    [InlineData("{{ for x in webhook.lines }}{{ webhook.o.name }}{{ end }}")]
    [InlineData("{{ for x in webhook.lines }}{{ webhook.o.absent.more }}{{ end }}")]
    [InlineData("{{ for x in webhook.lines }}{{ if webhook.o.m1 > 5 }}!{{ end }}{{ end }}")]
    [InlineData("{{ for o in webhook.list }}{{ for x in webhook.lines }}{{ o.name }}{{ end }}{{ end }}")]
    [InlineData("{{ for x in webhook.lines }}{{ webhook.list | array.map \\\"name\\\" | array.size }}{{ end }}")]
    [InlineData("{{ for x in webhook.lines }}{{ item.name }}{{ end }}")]
    [InlineData("{{ for x in webhook.lines }}{{ if item.note == null }}!{{ end }}{{ end }}")]
    public void Plan_LargeObjectsInsideLoops_TakeTooLongInEveryFormAndTier(string title)
    {
        foreach (var isHot in new[] { false, true })
        {
            Assert.Equal("'title' takes too long to compute.", Plan(ContextSchema.OverJson(), Context, title, isHot).Problem);
            Assert.Equal("'title' takes too long to compute.", Plan<IReadOnlyDictionary<string, object?>>(ContextSchema.OverDictionaries(), Dictionary(), title, isHot).Problem);
        }
    }

    [Fact]
    public void Plan_LargeObjectAskedSometimes_IsRendered()
    {
        var title = string.Concat(Enumerable.Repeat("{{ webhook.o.name }}{{ item.name }}", 100));

        foreach (var isHot in new[] { false, true })
        {
            Assert.Equal(new string('a', 200), (string?)Plan(ContextSchema.OverJson(), Context, title, isHot).Settings["title"]);
            Assert.Equal(new string('a', 200), (string?)Plan<IReadOnlyDictionary<string, object?>>(ContextSchema.OverDictionaries(), Dictionary(), title, isHot).Settings["title"]);
        }
    }

    private static Dictionary<string, object?> Dictionary() =>
        Context.EnumerateObject().ToDictionary(m => m.Name, m => (object?)m.Value, StringComparer.Ordinal);

    private static PlannedAction Plan<T>(WorkflowSchema schema, T context, string title, bool isHot)
    {
        var result = ContextSchema.Compiler<T>(schema, isHot).Compile(Written.Definition(actions: $$$"""{"type":"create_task","config":{"title":"{{{title}}}"}}"""));
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        return Assert.Single(result.Workflow.Plan(context, TestSchema.Now));
    }
}
