using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Binding;

public sealed class ConditionBinderTests
{
    [Theory]
    [InlineData("price", "1e400")]
    [InlineData("price", "79228162514264337593543950336")]
    [InlineData("price", "\"-1e30\"")]
    [InlineData("data.x", "1e400")]
    public void Compile_NumberBeyondTheRange_IsSaidToBe(string field, string value)
    {
        var error = Written.OnlyError(Written.Definition($$"""{"field":"{{field}}","operator":"==","value":{{value}}}"""));

        Assert.Equal(("WF1204", "/conditions/value"), (error.Code, error.Pointer));
        Assert.Equal($"{value} is beyond what can be compared or stored: numbers have at most 28 digits.", error.Message);
    }

    [Theory]
    [InlineData("inconnu", "==", "1", "WF1201", "/conditions/field", "'inconnu'", null)]
    [InlineData("pirce", "==", "1", "WF1201", "/conditions/field", "'pirce'", "Did you mean 'price'?")]
    [InlineData("item.Owner", "==", "null", "WF1201", "/conditions/field", "'Owner'", "Did you mean 'owner'?")]
    [InlineData("item.owner.emial", "==", "\"a\"", "WF1201", "/conditions/field", "'emial'", "Did you mean 'email'?")]
    [InlineData("item.price.x", "==", "1", "WF1201", "/conditions/field", "'price' is a value", null)]
    [InlineData("item..price", "==", "1", "WF1201", "/conditions/field", "'item..price'", null)]
    [InlineData("{{ price }}", "==", "1", "WF1201", "/conditions/field", "'{{ price }}'", null)]
    [InlineData("price", "is", "1", "WF1202", "/conditions/operator", "\"is\"", "Did you mean '=='?")]
    [InlineData("price", "contians", "1", "WF1202", "/conditions/operator", "\"contians\"", "Did you mean 'contains'?")]
    [InlineData("price", "~", "1", "WF1202", "/conditions/operator", "\"~\"", null)]
    [InlineData("price", "contains", "1", "WF1203", "/conditions/operator", "'contains'", null)]
    [InlineData("name", ">", "\"a\"", "WF1203", "/conditions/operator", "'>'", null)]
    [InlineData("active", "<", "true", "WF1203", "/conditions/operator", "'<'", null)]
    [InlineData("item.tags", "==", "\"a\"", "WF1203", "/conditions/operator", "'item.tags'", null)]
    [InlineData("item.owner", "==", "\"a\"", "WF1203", "/conditions/operator", "'item.owner'", null)]
    [InlineData("price", "==", "\"beaucoup\"", "WF1204", "/conditions/value", "\"beaucoup\"", null)]
    [InlineData("price", "==", "true", "WF1204", "/conditions/value", "a number", null)]
    [InlineData("price", "==", "1e29", "WF1204", "/conditions/value", "1e29", null)]
    [InlineData("price", ">", "null", "WF1204", "/conditions/value", "a number", null)]
    [InlineData("name", "contains", "null", "WF1204", "/conditions/value", "text", null)]
    [InlineData("name", "==", "5", "WF1204", "/conditions/value", "not 5", "Write \"5\" in quotes.")]
    [InlineData("name", "==", "[\"a\"]", "WF1204", "/conditions/value", "text", null)]
    [InlineData("active", "==", "1", "WF1204", "/conditions/value", "true or false", null)]
    [InlineData("due", "==", "\"31/03/2026\"", "WF1204", "/conditions/value", "31/03/2026", null)]
    [InlineData("due", "==", "\"2026-02-30\"", "WF1204", "/conditions/value", "2026-02-30", null)]
    [InlineData("due", "==", "\"2026-03-31T00:00\"", "WF1204", "/conditions/value", "a date", null)]
    [InlineData("moment", "==", "\"hier\"", "WF1204", "/conditions/value", "a moment", null)]
    [InlineData("moment", "==", "\"0001-01-01T00:00:00+02:00\"", "WF1204", "/conditions/value", "0001-01-01", null)]
    [InlineData("item.numbers", "contains", "\"a\"", "WF1204", "/conditions/value", "a number", null)]
    [InlineData("stage", "==", "\"signée\"", "WF1205", "/conditions/value", "\"signée\"", "Did you mean 'signe'?")]
    [InlineData("stage", "==", "\"gagné\"", "WF1205", "/conditions/value", "\"gagné\"", "Allowed are: prospect, negociation, en_cours, signe.")]
    [InlineData("colour", "==", "\"blue clair\"", "WF1205", "/conditions/value", "\"blue clair\"", "Did you mean 'bleu_clair'?")]
    [InlineData("stage", "in", "\"signe\"", "WF1005", "/conditions/value", "'in'", "Write [\"signe\"].")]
    [InlineData("stage", "in", "[]", "WF1207", "/conditions/value", "empty", null)]
    [InlineData("stage", "in", "[\"signe\",\"non\"]", "WF1205", "/conditions/value/1", "\"non\"", null)]
    [InlineData("name", "==", "{\"champ\":\"a\"}", "WF1005", "/conditions/value", "a field", null)]
    [InlineData("name", "==", "{\"field\":\"nme\"}", "WF1201", "/conditions/value/field", "'nme'", "Did you mean 'name'?")]
    [InlineData("name", "==", "{\"field\":\"price\"}", "WF1206", "/conditions/value/field", "'item.price'", null)]
    [InlineData("due", "<", "{\"field\":\"now\"}", "WF1206", "/conditions/value/field", "'now'", null)]
    [InlineData("name", "in", "{\"field\":\"note\"}", "WF1206", "/conditions/value/field", "'item.note'", null)]
    [InlineData("name", ">", "{\"field\":\"note\"}", "WF1203", "/conditions/operator", "'>'", null)]
    public void Compile_WrongRule_IsOneErrorThatNamesTheMistake(
        string field, string @operator, string value, string code, string pointer, string mention, string? suggestion)
    {
        var error = Written.OnlyError(Written.Definition($$"""{"field":"{{field}}","operator":"{{@operator}}","value":{{value}}}"""));

        Assert.Equal((code, pointer, DiagnosticSeverity.Error), (error.Code, error.Pointer, error.Severity));
        Assert.Contains(mention, error.Message, StringComparison.Ordinal);
        if (suggestion is not null) Assert.Equal(suggestion, error.Suggestion);
    }

    [Theory]
    [InlineData("owner_mail")]
    [InlineData("item.owner.email")]
    [InlineData("owner.email")]
    public void Compile_AliasFullPathAndBareName_MeanTheSame(string field)
    {
        var workflow = Written.Compile(Written.Definition($$"""{"field":"{{field}}","operator":"==","value":"a@b.fr"}"""));

        Assert.True(workflow.MeetsConditions(Written.ScopeOf("""{"owner":{"email":"a@b.fr"}}"""), TestSchema.Now));
        Assert.False(workflow.MeetsConditions(Written.ScopeOf("{}"), TestSchema.Now));
    }

    [Theory]
    [InlineData("IN")]
    [InlineData(" in ")]
    [InlineData("NOT IN")]
    [InlineData("Not_In")]
    public void Compile_OperatorInAnotherSpelling_IsUnderstood(string @operator)
    {
        var workflow = Written.Compile(Written.Definition($$"""{"field":"id","operator":"{{@operator}}","value":[1]}"""));

        Assert.Equal(
            @operator.Contains("in", StringComparison.OrdinalIgnoreCase) && !@operator.StartsWith("not", StringComparison.OrdinalIgnoreCase),
            workflow.MeetsConditions(Written.ScopeOf("""{"id":1}"""), TestSchema.Now));
    }

    [Fact]
    public void Compile_NoValue_IsAnErrorAndNullIsNot()
    {
        var error = Written.OnlyError(Written.Definition("""{"field":"note","operator":"=="}"""));

        Assert.Equal((DiagnosticCodes.MissingMember, "/conditions"), (error.Code, error.Pointer));
        Written.Compile(Written.Definition("""{"field":"note","operator":"==","value":null}"""));
    }

    [Fact]
    public void Compile_MistakesInEveryStage_AreReportedTogether()
    {
        var result = TestSchema.Compiler.Compile(Written.Definition(
            """{"operator":"OR","rules":[{"field":"inconnu","operator":"==","value":1},{"field":"stage","operator":"==","value":"x"},{"field":"price","operator":"?","value":1}]}""",
            """{"type":"create_task","config":{"title":"{{ inconnu }}"}},{"type":"dance"}""", more: ",\"oops\":1,\"time_zone\":\"Mars/Olympus\""));

        Assert.Equal(
            ["WF1201", "WF1205", "WF1202", "WF1402", "WF1301", "WF1003", "WF1103"], result.Diagnostics.Select(d => d.Code));
    }

    [Fact]
    public void Compile_UnknownTrigger_SuggestsTheNearest()
    {
        var error = Written.OnlyError(Written.Definition(trigger: "item_update"));

        Assert.Equal(("WF1101", "/trigger_type", "Did you mean 'item_updated'?"), (error.Code, error.Pointer, error.Suggestion));
        Assert.Contains("item_update", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_PathOfAnotherTrigger_IsUnknown() =>
        Assert.Equal("WF1201", Written.OnlyError(Written.Definition("""{"field":"team.id","operator":"==","value":1}""", trigger: "item_created")).Code);
}
