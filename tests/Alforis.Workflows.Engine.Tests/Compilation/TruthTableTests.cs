using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Compilation;

/// <summary>The case table TruthTable.tsv, one test per row.</summary>
public sealed class TruthTableTests
{
    public static TheoryData<string, string, bool> Rows()
    {
        using var stream = typeof(TruthTableTests).Assembly.GetManifestResourceStream("TruthTable.tsv")!;
        using var reader = new StreamReader(stream);
        var rows = new TheoryData<string, string, bool>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line.Split('\t') is not [var rule, var item, var answer]) throw new InvalidDataException($"Not three columns: {line}");
            rows.Add(rule, item, bool.Parse(answer));
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void MeetsConditions_RowOfTheTruthTable_GivesItsAnswer(string rule, string item, bool answer)
    {
        var workflow = Written.Compile(Written.Definition(Condition(rule).ToJsonString()));

        Assert.Equal(answer, workflow.MeetsConditions(Written.ScopeOf(item), TestSchema.Now));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void MeetsConditions_NegatedRowOfTheTruthTable_GivesTheOppositeAnswer(string rule, string item, bool answer)
    {
        var negated = new JsonObject { ["operator"] = "NOT", ["rules"] = new JsonArray(Condition(rule)) };
        var workflow = Written.Compile(Written.Definition(negated.ToJsonString()));

        Assert.Equal(!answer, workflow.MeetsConditions(Written.ScopeOf(item), TestSchema.Now));
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

        var words = text.Split(' ', 3);
        return new JsonObject { ["field"] = words[0], ["operator"] = words[1], ["value"] = JsonNode.Parse(words[2]) };
    }
}
