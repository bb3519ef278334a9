using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Compilation;

/// <summary>Placeholders whose value may be missing.</summary>
public sealed class AbsentValueTests
{
    [Theory]
    [InlineData("{}", "Couleur : ")]
    [InlineData("""{"accent":"bleu_clair"}""", "Couleur : bleu_clair")]
    public void Plan_PlaceholderOfAnEnumThatMayBeAbsent_WritesItsNameOrNothing(string item, string title)
    {
        var workflow = Written.Compile(Written.Definition(
            actions: """{"type":"create_task","config":{"title":"Couleur : {{ item.accent }}"}}"""));

        var planned = Assert.Single(workflow.Plan(Written.ScopeOf(item), TestSchema.Now));

        Assert.Equal(title, (string)planned.Settings["title"]!);
    }
}
