using System.Globalization;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Explaining;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Compilation;

/// <summary>Ids and letters are text to conditions and templates, also where a list holds them.</summary>
public sealed class IdListTests
{
    private const string Known = "0f8fad5b-d9cb-469f-a165-70867728950e";
    private const string Unknown = "00000000-d9cb-469f-a165-70867728950e";

    private static readonly WorkflowSchema Schema = WorkflowSchema.For<Keys>(s => s
        .Trigger("item_updated", t => t.View(c => c.Key, ("previous", c => c.Previous)))
        .Action<TaskSettings>("create_task"));

    private static readonly Keys Example = new(new Key(new Guid(Known), 'a', [new Guid(Known)], ['a']), new Key(new Guid(Known), 'a', [], ['a']));

    [Theory]
    [InlineData($$"""{"field":"ids","operator":"contains","value":"{{Known}}"}""", true)]
    [InlineData($$"""{"field":"ids","operator":"contains","value":"{{Unknown}}"}""", false)]
    [InlineData("""{"field":"ids","operator":"contains","value":"0F8FAD5B-D9CB-469F-A165-70867728950E"}""", false)]
    [InlineData("""{"field":"ids","operator":"contains","value":"0F8FAD5B-D9CB-469F-A165-70867728950E","ignore_case":true}""", true)]
    [InlineData($$$"""{"field":"ids","operator":"any","value":{"field":"it","operator":"==","value":"{{{Known}}}"}}""", true)]
    [InlineData("""{"field":"id","operator":"in","value":{"field":"ids"}}""", true)]
    [InlineData("""{"field":"id","operator":"in","value":{"field":"previous.ids"}}""", false)]
    [InlineData("""{"field":"ids","operator":"changed"}""", true)]
    [InlineData("""{"field":"letters","operator":"changed"}""", false)]
    [InlineData("""{"field":"letters","operator":"contains","value":"a"}""", true)]
    [InlineData("""{"field":"letter","operator":"in","value":{"field":"letters"}}""", true)]
    public void MeetsConditions_ListOfIds_IsAListOfTexts(string rule, bool answer)
    {
        foreach (var hotAfter in new[] { 0, 5_000 })
        {
            var result = new WorkflowCompiler<Keys>(Schema, new WorkflowCompilerOptions { HotAfter = hotAfter }).Compile(Written.Definition(rule));
            Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));

            Assert.Equal(answer, result.Workflow.MeetsConditions(Example, TestSchema.Now));
            var explanation = WorkflowExplainer.Explain(result.Workflow, Example, TestSchema.Now);
            Assert.Equal(answer, explanation.Fires);
            Assert.NotEmpty(explanation.Describe(CultureInfo.InvariantCulture) + explanation.ToJson() + explanation);
        }
    }

    [Theory]
    [InlineData("{{ ids }}", Known)]
    [InlineData("{{ ids | array.first }}", Known)]
    [InlineData("{{ ids | array.contains id }}", "true")]
    [InlineData("{{ for i in ids }}<{{ i }}>{{ end }}", "<" + Known + ">")]
    [InlineData("{{ letters | array.join ',' }}", "a")]
    public void Render_ListOfIds_IsAListOfTexts(string template, string text) =>
        Assert.Equal(text, new WorkflowCompiler<Keys>(Schema).CompileTemplate(template).Template!.Render(Example, TestSchema.Now).Text);

    private sealed record Keys(Key Key, Key? Previous);

    private sealed record Key(Guid Id, char Letter, IReadOnlyList<Guid> Ids, char[] Letters);
}
