using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Tests.Diagnostics;

public sealed class NearestNameTests
{
    private static readonly string[] Names = ["montant", "pipeline_stage", "nom", "assigned_to", "id"];

    [Theory]
    [InlineData("montnat", "montant")]
    [InlineData("Montant", "montant")]
    [InlineData("pipeline-stage", "pipeline_stage")]
    [InlineData("Pipeline Stage", "pipeline_stage")]
    [InlineData("asigned_to", "assigned_to")]
    [InlineData("nôm", "nom")]
    [InlineData("no", "nom")]
    [InlineData("xyz", null)]
    [InlineData("", null)]
    [InlineData("montant_potentiel_total", null)]
    public void Find_Input_IsTheNearestWithinAThirdOfItsLength(string input, string? nearest) =>
        Assert.Equal(nearest, NearestName.Find(input, Names));

    [Fact]
    public void Find_VeryLongInput_IsNoTypingMistake() => Assert.Null(NearestName.Find(new string('m', 81), [new string('m', 81)]));

    [Theory]
    [InlineData("SIGNÉ", "signe")]
    [InlineData(" En-Cours ", "en_cours")]
    [InlineData("a\uD800", "a\uD800")]
    [InlineData("É\uFFFE", "É\uFFFE")]
    [InlineData("😀É", "😀e")]
    public void Fold_Text_LosesCaseAccentsAndSeparators(string text, string folded) => Assert.Equal(folded, NearestName.Fold(text));

    [Fact]
    public void ToString_Diagnostic_ReadsAsACompilersLine()
    {
        var diagnostic = new Diagnostic("WF1201", DiagnosticSeverity.Error, "/conditions/field", 4, 18, "There is no field 'x'.", "Did you mean 'y'?");

        Assert.Equal("4:18 error WF1201 /conditions/field: There is no field 'x'. Did you mean 'y'?", diagnostic.ToString());
        Assert.Equal("1:1 notice WF1901: Ignored.", new Diagnostic("WF1901", DiagnosticSeverity.Notice, "", 1, 1, "Ignored.").ToString());
    }
}
