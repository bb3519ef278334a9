using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Binding;

/// <summary>Mistakes in what stands on the right-hand side, and where rules cannot stand.</summary>
public sealed class LanguageDiagnosticsTests
{
    [Theory]
    // Amounts of time
    [InlineData("due", "<", """{"today":"30 days"}""", "WF1209", "/value/today", "before or after", "Write \"-30 days\" or \"+30 days\".")]
    [InlineData("due", "<", """{"today":"-30 dyas"}""", "WF1209", "/value/today", "'dyas'", "Did you mean 'days'?")]
    [InlineData("due", "<", """{"today":"-30 jours"}""", "WF1209", "/value/today", "'jours'", "Write \"-30 days\".")]
    [InlineData("due", "<", """{"today":"-30 seconds"}""", "WF1209", "/value/today", "nor seconds", "Count in days, weeks, months or years.")]
    [InlineData("moment", "<", """{"now":"+3162240001 seconds"}""", "WF1209", "/value/now", "100 years", null)]
    [InlineData("due", "<", """{"today":"demain"}""", "WF1209", "/value/today", "\"demain\"", null)]
    [InlineData("due", "<", """{"today":"-1.5 days"}""", "WF1209", "/value/today", "\"-1.5 days\"", null)]
    [InlineData("due", "<", """{"today":-30}""", "WF1209", "/value/today", "-30", null)]
    [InlineData("due", "<", """{"today":""}""", "WF1209", "/value/today", "no amount", "Write {\"field\": \"today\"}, or an amount: {\"today\": \"-30 days\"}.")]
    [InlineData("moment", "<", """{"now":null}""", "WF1209", "/value/now", "no amount", null)]
    [InlineData("due", "<", """{"today":"-2 hours"}""", "WF1209", "/value/today", "no minutes and hours", "Count in days, weeks, months or years.")]
    [InlineData("moment", "<", """{"today":"-2 hours"}""", "WF1209", "/value/today", "no minutes and hours", "Write {\"now\": \"-2 hours\"}.")]
    [InlineData("due", "<", """{"today":"+101 years"}""", "WF1209", "/value/today", "100 years", null)]
    [InlineData("moment", "<", """{"now":"+99999999999999 minutes"}""", "WF1209", "/value/now", "100 years", null)]
    [InlineData("due", "<", """{"now":"-30 days"}""", "WF1206", "/value/now", "is a date", "Write {\"today\": \"-30 days\"}.")]
    [InlineData("name", "==", """{"now":"-30 days"}""", "WF1206", "/value/now", "is text", null)]
    [InlineData("data", ">", """{"today":"-30 days"}""", "WF1206", "/value/today", "free JSON", null)]
    [InlineData("due", "in", """{"today":"-30 days"}""", "WF1206", "/value/today", "by == !=", null)]
    [InlineData("due", "<", "\"-30 days\"", "WF1204", "/value", "-30 days", "Write {\"today\": \"-30 days\"}.")]
    [InlineData("moment", ">=", "\"2 hours\"", "WF1204", "/value", "2 hours", "Write {\"now\": \"-2 hours\"}.")]
    // Literals as people write them
    [InlineData("price", ">", "\"50 000 €\"", "WF1204", "/value", "50 000 €", "Write 50000.")]
    [InlineData("price", ">", "\"$12.50\"", "WF1204", "/value", "a number", "Write 12.50.")]
    [InlineData("price", ">", "\"12,50\"", "WF1204", "/value", "a number", null)]
    [InlineData("due", ">", "\"31/12/2026\"", "WF1204", "/value", "a date", "Write \"2026-12-31\".")]
    [InlineData("due", ">", "\"12/31/2026\"", "WF1204", "/value", "a date", "Write \"2026-12-31\".")]
    [InlineData("due", ">", "\"01/02/2026\"", "WF1204", "/value", "a date", null)]
    // Ranges
    [InlineData("count", "between", "[5,3]", "WF1210", "/value", "between 5 and 3", "Write [3, 5].")]
    [InlineData("due", "between", """["2026-12-31","2026-01-01"]""", "WF1210", "/value", "2026-12-31", null)]
    [InlineData("count", "between", "5", "WF1005", "/value", "two values", "Write [lowest, highest].")]
    [InlineData("count", "between", "[1,2,3]", "WF1005", "/value", "two values", null)]
    [InlineData("count", "between", "[null,3]", "WF1204", "/value/0", "null", null)]
    [InlineData("count", "between", """[1,"a"]""", "WF1204", "/value/1", "a number", null)]
    [InlineData("data", "between", """[1,"a"]""", "WF1204", "/value", "only numbers", null)]
    [InlineData("count", "between", """[1,{"field":"note"}]""", "WF1206", "/value/1/field", "'item.note'", null)]
    [InlineData("name", "between", """["a","b"]""", "WF1203", "/operator", "'between'", null)]
    // Regular expressions
    [InlineData("name", "matches", "\"a(b\"", "WF1211", "/value", "Not enough )'s", null)]
    [InlineData("name", "matches", "\"[b-a]\"", "WF1211", "/value", "reverse order", null)]
    [InlineData("name", "matches", "\"(a)\\\\1\"", "WF1211", "/value", "not supported", null)]
    [InlineData("name", "matches", "\"(?=a)b\"", "WF1211", "/value", "not supported", null)]
    [InlineData("name", "matches", "\"(?<!a)b\"", "WF1211", "/value", "not supported", null)]
    [InlineData("name", "matches", "\"(?x) a b\"", "WF1211", "/value", "(?x)", null)]
    [InlineData("name", "matches", "\"(?i-s:a(?sx:b))\"", "WF1211", "/value", "(?x)", null)]
    [InlineData("name", "matches", "\"(a{40}){40}\"", "WF1211", "/value", "too large", null)]
    [InlineData("name", "matches", "\"(([a-z]b|\\\\p{L}c){20}){20}\"", "WF1211", "/value", "too large", null)]
    [InlineData("name", "matches", "\"a{2147483647}\"", "WF1211", "/value", "too large", null)]
    [InlineData("name", "matches", """{"field":"note"}""", "WF1005", "/value", "a regular expression", null)]
    [InlineData("name", "matches", "5", "WF1005", "/value", "a regular expression", null)]
    [InlineData("count", "matches", "\"5\"", "WF1203", "/operator", "'matches'", null)]
    // No value
    [InlineData("note", "is_empty", "true", "WF1212", "/value", "'is_empty'", "Remove 'value'; the opposite is is_not_empty.")]
    [InlineData("note", "is_not_empty", "\"\"", "WF1212", "/value", "'is_not_empty'", null)]
    [InlineData("item.stage", "changed", "\"signe\"", "WF1212", "/value", "'changed'", "Remove 'value', or write changed_to or changed_from.")]
    // Changes
    [InlineData("item.owner.email", "changed_to", "\"a\"", "WF1213", "/field", "no field of 'item' itself", "Compare with what 'previous' has, by == or !=.")]
    [InlineData("previous.stage", "changed_to", "\"signe\"", "WF1213", "/field", "no field of 'item' itself", null)]
    [InlineData("id", "changed_to", "5", "WF1213", "/field", "No event reports", null)]
    [InlineData("item.stage", "changed_to", "[]", "WF1207", "/value", "empty", null)]
    [InlineData("item.stage", "changed_to", "\"signee\"", "WF1205", "/value", "signee", "Did you mean 'signe'?")]
    [InlineData("item.stage", "changed_to", """{"field":"note"}""", "WF1005", "/value", "fixed values", null)]
    [InlineData("item.tags", "changed_to", "\"a\"", "WF1203", "/operator", "'changed_to'", null)]
    // Elements
    [InlineData("name", "any", """{"field":"it","operator":"==","value":"a"}""", "WF1203", "/operator", "'any'", null)]
    [InlineData("item.contacts", "any", "\"a\"", "WF1005", "/value", "must be an object", null)]
    [InlineData("item.contacts", "any", "null", "WF1004", "", "'value'", null)]
    [InlineData("item.contacts", "any", """{"field":"emial","operator":"==","value":"a"}""", "WF1201", "/value/field", "'emial'", "Did you mean 'email'?")]
    [InlineData("item.contacts", "any", """{"field":"stage","operator":"==","value":"a"}""", "WF1201", "/value/field", "'stage'", "Write 'item.stage' for the field of 'item'.")]
    [InlineData("item.contacts", "any", """{"field":"age","operator":"==","value":"a"}""", "WF1204", "/value/value", "a number", null)]
    [InlineData("item.tags", "any", """{"field":"it.x","operator":"==","value":"a"}""", "WF1201", "/value/field", "values", "Write 'it' for the element itself.")]
    [InlineData("item.contacts", "any", """{"field":"item.tags","operator":"any","value":{"field":"it","operator":"==","value":"a"}}""", "WF1215", "/value/field", "none", null)]
    [InlineData("item.contacts", "contains", "\"a\"", "WF1203", "/operator", "a list of objects", null)]
    [InlineData("item.contacts.email", "==", "\"a\"", "WF1201", "/field", "is a list", "Ask its elements: the operators any and all take a condition on them.")]
    // Names of operators
    [InlineData("name", "like", "\"a\"", "WF1202", "/operator", "like", "Did you mean 'matches'?")]
    [InlineData("name", "regex", "\"a\"", "WF1202", "/operator", "regex", "Did you mean 'matches'?")]
    [InlineData("name", "not_starts_with", "\"a\"", "WF1202", "/operator", "not_starts_with", "Write \"operator\": \"NOT\" around a rule with 'starts_with'.")]
    [InlineData("amount", "superieur", "5", "WF1202", "/operator", "superieur", "Did you mean '>'?")]
    [InlineData("amount", "Supérieur ou égal à", "5", "WF1202", "/operator", "égal", "Did you mean '>='?")]
    [InlineData("amount", "est inférieur à", "5", "WF1202", "/operator", "inférieur", "Did you mean '<'?")]
    [InlineData("amount", "égal", "5", "WF1202", "/operator", "égal", "Did you mean '=='?")]
    [InlineData("amount", "different de", "5", "WF1202", "/operator", "different", "Did you mean '!='?")]
    [InlineData("name", "contient", "\"a\"", "WF1202", "/operator", "contient", "Did you mean 'contains'?")]
    [InlineData("name", "ne contient pas", "\"a\"", "WF1202", "/operator", "contient", "Did you mean 'not_contains'?")]
    [InlineData("name", "commence-par", "\"a\"", "WF1202", "/operator", "commence", "Did you mean 'starts_with'?")]
    [InlineData("amount", "entre", "[1,2]", "WF1202", "/operator", "entre", "Did you mean 'between'?")]
    [InlineData("note", "est vide", "null", "WF1202", "/operator", "vide", "Did you mean 'is_empty'?")]
    [InlineData("name", "betwen", "[1,2]", "WF1202", "/operator", "betwen", "Did you mean 'between'?")]
    public void Compile_WrongRule_IsOneErrorThatNamesTheMistake(
        string field, string @operator, string value, string code, string pointer, string mention, string? suggestion)
    {
        var error = Written.OnlyError(Written.Definition($$"""{"field":"{{field}}","operator":"{{@operator}}","value":{{value}}}"""));

        Assert.Equal((code, "/conditions" + pointer, DiagnosticSeverity.Error), (error.Code, error.Pointer, error.Severity));
        Assert.Contains(mention, error.Message, StringComparison.Ordinal);
        if (suggestion is not null) Assert.Equal(suggestion, error.Suggestion);
    }

    [Theory]
    [InlineData("count", ">", "5")]
    [InlineData("due", "==", "\"2026-01-01\"")]
    [InlineData("approved", "==", "true")]
    [InlineData("item.numbers", "contains", "5")]
    [InlineData("data", ">", "5")]
    [InlineData("item.stage", "changed_to", "\"signe\"")]
    [InlineData("item.tags", "any", """{"field":"it","operator":"==","value":"a"}""")]
    public void Compile_IgnoreCaseWhereThereIsNoText_IsAnErrorAndFalseIsNot(string field, string @operator, string value)
    {
        var rule = $$"""{"field":"{{field}}","operator":"{{@operator}}","value":{{value}},"ignore_case":""";

        var error = Written.OnlyError(Written.Definition(rule + "true}"));

        Assert.Equal((DiagnosticCodes.CaseNotIgnorable, "/conditions/ignore_case", "Remove 'ignore_case'."), (error.Code, error.Pointer, error.Suggestion));
        Written.Compile(Written.Definition(rule + "false}"));
    }

    [Theory]
    [InlineData("is_empty")]
    [InlineData("changed")]
    public void Compile_NullBesideAnOperatorWithoutValue_CountsAsLeftOut(string @operator) =>
        Written.Compile(Written.Definition($$"""{"field":"note","operator":"{{@operator}}","value":null}"""));

    [Fact]
    public void Compile_ChangeWhereNothingIsKnownFromBefore_NamesTheTriggersThatHaveIt()
    {
        var error = Written.OnlyError(Written.Definition(
            """{"field":"stage","operator":"changed"}""", trigger: "tick", config: """{"schedule":"daily","entity_type":"item"}"""));

        Assert.Equal((DiagnosticCodes.ChangeNotKnown, "/conditions/operator"), (error.Code, error.Pointer));
        Assert.Equal("Triggers that have them: item_created, item_updated.", error.Suggestion);
    }

    [Fact]
    public void Compile_InvalidPattern_PointsAtTheCharacter()
    {
        const string definition = """{"name":"a","trigger_type":"item_updated","conditions":{"field":"name","operator":"matches","value":"ab(c"},"actions":[]}""";

        var error = TestSchema.Compiler.Compile(definition).Diagnostics.Single(d => d.Code == DiagnosticCodes.InvalidPattern);

        Assert.Equal(definition.IndexOf("ab(c", StringComparison.Ordinal) + 1 + 3, error.Column);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void Compile_ElementsInElements_UpToThreeDeep(int depth, bool succeeds)
    {
        var rule = """{"field":"it","operator":"is_empty"}""";
        for (var i = 1; i <= depth; i++) rule = $$"""{"field":"{{(i == depth ? "webhook.a" : "lines")}}","operator":"any","value":{{rule}} }""";

        var result = TestSchema.Compiler.Compile(Written.Definition(rule));

        Assert.Equal(succeeds, result.Succeeded);
        if (!succeeds) Assert.Equal(DiagnosticCodes.InvalidElements, Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Compile_ManyPatternsThatAreLargeTogether_IsAnError()
    {
        var rules = string.Join(',', Enumerable.Range(0, 5).Select(i => $$"""{"field":"name","operator":"matches","value":"^[a-z]{{{400 + i}}}$"}"""));

        var error = Written.OnlyError(Written.Definition($$"""{"operator":"OR","rules":[{{rules}}]}"""));

        Assert.Equal((DiagnosticCodes.InvalidPattern, "/conditions/rules/4/value"), (error.Code, error.Pointer));
    }

    [Fact]
    public void Compile_ListOfObjectsInATemplate_IsRefused()
    {
        var error = Written.OnlyError(Written.Definition(actions: """{"type":"create_task","config":{"title":"{{ item.contacts }}"}}"""));

        Assert.Equal(DiagnosticCodes.TemplateType, error.Code);
    }
}
