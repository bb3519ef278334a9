using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Explaining;
using Alforis.Workflows.Engine.Tests.Compilation.Naive;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Compilation;

/// <summary>The tables of docs/truth-table.md, a test per row.</summary>
public sealed partial class TruthTableTests
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public static TheoryData<string, string, bool> Rows()
    {
        using var stream = typeof(TruthTableTests).Assembly.GetManifestResourceStream("truth-table.md")!;
        using var reader = new StreamReader(stream);
        var rows = new TheoryData<string, string, bool>();
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('|') || line is "| rule | item | answer |" or "|---|---|---|") continue;
            if (Row().Match(line) is not { Success: true } row) throw new InvalidDataException($"Not a rule, an item and an answer: {line}");
            rows.Add(Cell(row, "rule"), Cell(row, "item"), bool.Parse(row.Groups["answer"].Value));
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void MeetsConditions_RowOfTheTruthTable_GivesItsAnswer(string rule, string item, bool answer)
    {
        var condition = Condition(rule);
        var workflow = Written.Compile(Written.Definition(condition.ToJsonString()));

        Assert.Equal(answer, workflow.MeetsConditions(ScopeOf(item), TestSchema.Now));
        Assert.Equal(answer, new NaiveInterpreter(ScopeOf(item), TestSchema.Now, Paris).Evaluate(condition));
        Assert.Equal(answer, WorkflowExplainer.Explain(workflow, ScopeOf(item), TestSchema.Now).Fires);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void MeetsConditions_NegatedRowOfTheTruthTable_GivesTheOppositeAnswer(string rule, string item, bool answer)
    {
        var negated = new JsonObject { ["operator"] = "NOT", ["rules"] = new JsonArray(Condition(rule)) };
        var workflow = Written.Compile(Written.Definition(negated.ToJsonString()));

        Assert.Equal(!answer, workflow.MeetsConditions(ScopeOf(item), TestSchema.Now));
    }

    [Fact]
    public void Rows_OfEveryOperator_GiveBothAnswersMeetNullAndFreeJson()
    {
        var rows = Rows().Select(r => (Words: r.Data.Item1.Split(' '), Item: r.Data.Item2, Answer: r.Data.Item3)).ToList();
        foreach (var symbol in ComparisonOperators.BySymbol.Keys)
        {
            var own = rows.Where(r => r.Words.Length > 1 && r.Words[1] == symbol).ToList();
            Assert.True(own.Exists(r => r.Answer) && own.Exists(r => !r.Answer), $"'{symbol}' does not give both answers.");
            Assert.True(own.Exists(r => r.Item is "{}"), $"'{symbol}' does not meet null.");
            var isNegation = ComparisonOperators.BySymbol[symbol].Positive() is not null;
            Assert.True(isNegation || own.Exists(r => r.Words[0].StartsWith("data", StringComparison.Ordinal)), $"'{symbol}' does not meet free JSON.");
        }
    }

    private static Scope ScopeOf(string text)
    {
        var states = text.Split(" <- ");
        return Written.ScopeOf(states[0], previousJson: states.Length > 1 ? states[1] : null);
    }

    private static JsonObject Condition(string text)
    {
        foreach (var join in new[] { "OR", "AND" })
        {
            var parts = text.Split($" {join} ");
            if (parts.Length > 1) return new JsonObject { ["operator"] = join, ["rules"] = new JsonArray([.. parts.Select(Condition)]) };
        }

        if (text.StartsWith("NOT ", StringComparison.Ordinal))
        {
            return new JsonObject { ["operator"] = "NOT", ["rules"] = new JsonArray(Condition(text[4..])) };
        }

        const string ignoreCase = " ignore_case";
        var ignoresCase = text.EndsWith(ignoreCase, StringComparison.Ordinal);
        var words = (ignoresCase ? text[..^ignoreCase.Length] : text).Split(' ', 3);
        var rule = new JsonObject { ["field"] = words[0], ["operator"] = words[1] };
        if (words.Length > 2) rule["value"] = JsonNode.Parse(words[2]);
        if (ignoresCase) rule["ignore_case"] = true;
        return rule;
    }

    private static string Cell(Match row, string name) => row.Groups[name].Value.Replace(@"\|", "|", StringComparison.Ordinal);

    [GeneratedRegex(@"^\| `(?<rule>[^`]+)` \| `(?<item>[^`]+)` \| (?<answer>true|false) \|$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
