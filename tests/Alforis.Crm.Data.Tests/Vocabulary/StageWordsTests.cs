using System.Text.Json;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Tests.Vocabulary;

public sealed class StageWordsTests
{
    [Theory]
    [InlineData("Gagné", "signe")]
    [InlineData("Signée", "signe")]
    [InlineData("closed-won", "signe")]
    [InlineData("Perdue", "perdu")]
    [InlineData("Closed Lost", "perdu")]
    [InlineData("Proposal", "proposition")]
    [InlineData("NEGOTIATION", "negociation")]
    [InlineData("INACTIF", "inactif")]
    public void Read_WordThatAPlaceholderBrings_IsReadAsInDefinitions(string word, string stage)
    {
        foreach (var field in StageFields())
        {
            Assert.Equal((stage, null), FieldValue.Read(field, JsonSerializer.SerializeToElement(word), TimeZoneInfo.Utc));
        }
    }

    [Fact]
    public void Read_NoWordForAStage_IsRefused() =>
        Assert.All(StageFields(), f => Assert.NotNull(FieldValue.Read(f, JsonSerializer.SerializeToElement("facturé"), TimeZoneInfo.Utc).Problem));

    [Fact]
    public void ValueAliases_EveryWord_IsNoStageItself() =>
        Assert.All(StageFields(), f => Assert.Empty(f.ValueAliases.Keys.Intersect(f.EnumValues)));

    private static IEnumerable<FieldSchema> StageFields()
    {
        var roots = CrmSchema.Instance.Triggers.SelectMany(t => t.Views).SelectMany(v => v.Roots).Select(r => r.Entity).OfType<EntitySchema>().ToList();
        return [roots.First(e => e.Type == typeof(Deal)).Find("stage")!, roots.First(e => e.Type == typeof(Organisation)).Find("pipeline_stage")!];
    }
}
