using System.Globalization;
using System.Text;

namespace Alforis.Workflows.Benchmarks.Compile;

/// <summary>
/// Definitions as a company has them: few shapes of conditions, each many times with other constants, over the type of the condition
/// benchmark.
/// </summary>
internal static class CompileCase
{
    public const int Shapes = 200;

    private static readonly string[] Stages = ["prospect", "qualification", "proposition", "negociation", "signe", "perdu", "inactif"];

    public static byte[][] Definitions(int count, int seed)
    {
        var shapes = Enumerable.Range(0, Shapes).Select(s => Shape(new Random(seed + s))).ToArray();
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => Encoding.UTF8.GetBytes(Definition(i, shapes[i % Shapes], random)))];
    }

    /// <summary>Three to six rules, some of them in groups: what each compares, but not with what.</summary>
    private static (int Field, string Operator, bool InGroup)[] Shape(Random random) =>
        [.. Enumerable.Range(0, random.Next(3, 7)).Select(_ => (random.Next(5), random.Next(2) == 0 ? ">" : "<=", random.Next(3) == 0))];

    private static string Definition(int number, (int Field, string Operator, bool InGroup)[] shape, Random random)
    {
        var rules = shape.Select(r => r.InGroup
            ? $$"""{"operator":"OR","rules":[{{Rule(r.Field, r.Operator, random)}},{{Rule(r.Field + 1, r.Operator, random)}}]}"""
            : Rule(r.Field, r.Operator, random));
        return $$$"""
            {"name":"Workflow {{{number}}}","status":"active","trigger_type":"deal_updated",
             "conditions":{"operator":"AND","rules":[{{{string.Join(',', rules)}}}]},
             "actions":[{"type":"create_task","config":{"title":"Rappeler {{{number}}} : {{ organisation.nom }}, {{ deal.montant }} €"}}]}
            """;
    }

    private static string Rule(int field, string @operator, Random random) => (field % 5) switch
    {
        0 => $$"""{"field":"montant","operator":"{{@operator}}","value":{{random.Next(1, 400) * 500}}}""",
        1 => $$"""{"field":"deal.stage","operator":"{{(@operator == ">" ? "==" : "!=")}}","value":"{{Stages[random.Next(Stages.Length)]}}"}""",
        2 => $$"""{"field":"probabilite","operator":"{{@operator}}","value":{{random.Next(101)}}}""",
        3 => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"field":"date_cloture_prevue","operator":"{{@operator}}","value":"2026-{{random.Next(1, 13):00}}-{{random.Next(1, 29):00}}"}"""),
        _ => $$"""{"field":"organisation.is_active","operator":"==","value":{{(random.Next(2) == 0 ? "true" : "false")}}}""",
    };
}
