using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Templates.Functions;
using FsCheck;
using FsCheck.Fluent;

namespace Alforis.Workflows.Engine.Tests.Templates;

/// <summary>Random and damaged templates: compiling and rendering never throw, and always answer.</summary>
public sealed class TemplateFuzzTests
{
    private const int Cases = 20_000;

    private static readonly string[] Paths =
    [
        "name", "note", "amount", "rebate", "ratio", "count", "paid", "day", "due", "placed", "stage", "tags", "numbers", "gift", "gift.title", "products",
        "no_products", "payload", "payload.text", "payload.number", "payload.list", "payload.items", "payload.when", "payload.none", "now", "today", "x", "x.title",
        "for.index", "tags.size", "day.year", "unknown",
    ];

    private static readonly string[] Literals =
        ["0", "1", "2.5", "1e20", "99999999999", "'a'", "\"%d/%m\"", "'N2'", "''", "'fr-FR'", "'\\ud83d\\ude00'", "true", "false", "null", "'title'", "','", "(-3)"];

    private static readonly string[] Operators = ["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||", "??"];

    private static readonly string[] Scraps =
        ["{{", "}}", "{{-", "-}}", "~}}", "{%{", "}%}", "#", "##", "|", "?", ":", "(", ")", "[", "]", ".", "'", "\"", "`", "\\", "\n", "\ud800", "\udc00", "😀", "é", "\0", " ", "end", "else", "if", "for", "in"];

    private static readonly string[] Functions = [.. FunctionTable.ByName.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void Render_RandomTemplate_NeverThrowsAndAlwaysAnswers()
    {
        var (rendered, problems) = (0, 0);
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var result = ShopSchema.Compiler.CompileTemplate(Template(random, 3));
            Check(result, ref rendered, ref problems);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));

        // Otherwise only diagnostics would have been tested.
        Assert.True(rendered > Cases / 20, $"Only {rendered} random templates were rendered.");
        Assert.True(problems > 10, $"Only {problems} random templates had a problem.");
    }

    [Fact]
    public void Compile_DamagedTemplate_NeverThrowsAndAlwaysAnswers()
    {
        var (rendered, problems) = (0, 0);
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var template = Template(random, 3);
            for (var times = random.Next(1, 4); times > 0; times--)
            {
                var at = random.Next(template.Length + 1);
                var length = random.Next(Math.Min(6, template.Length - at) + 1);
                template = string.Concat(template.AsSpan(0, at), random.Next(3) == 0 ? "" : Pick(random, Scraps), template.AsSpan(at + length));
            }

            Check(ShopSchema.Compiler.CompileTemplate(template), ref rendered, ref problems);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));
        Assert.True(rendered > Cases / 50, $"Only {rendered} damaged templates were rendered.");
    }

    private static void Check(TemplateCompilationResult<Shop> result, ref int rendered, ref int problems)
    {
        Assert.True(result.Succeeded ^ !result.Diagnostics.IsEmpty);
        Assert.All(result.Diagnostics, d => Assert.True(d is { Line: > 0, Column: > 0, Message.Length: > 0 }, d.ToString()));
        if (result.Template is not { } template) return;
        foreach (var shop in new[] { ShopSchema.Example, new Shop(), new Shop { Order = new Order() } })
        {
            var text = template.Render(shop, ShopSchema.Now);
            Assert.True(text.Text is null ^ text.Problem is null);
            if (text.Problem is null) rendered++;
            else problems++;
        }
    }

    private static string Template(Random random, int depth)
    {
        var text = "";
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            text += random.Next(depth > 0 ? 5 : 3) switch
            {
                0 => "a\n ",
                3 => $"{{{{ if {Expression(random, depth)} ~}}}}{Template(random, depth - 1)}{{{{ else }}}}b{{{{ end }}}}",
                4 => $"{{{{- for x in {Pick(random, ["tags", "products", "numbers", "payload.items", "payload.list", "['a', 1]"])} }}}}{Template(random, depth - 1)}{{{{ end }}}}",
                _ => "{{ " + Expression(random, depth) + " }}",
            };
        }

        return text;
    }

    private static string Expression(Random random, int depth)
    {
        switch (depth <= 0 ? random.Next(2) : random.Next(8))
        {
            case 0:
                return Pick(random, Literals);
            case 1 or 2:
                return Pick(random, Paths);
            case 3:
                return $"({Expression(random, depth - 1)} {Pick(random, Operators)} {Expression(random, depth - 1)})";
            case 4:
                return $"(({Expression(random, depth - 1)}) ? {Expression(random, 0)} : {Expression(random, 0)})";
            case 5:
                return $"(!{Expression(random, depth - 1)})";
            default:
                var function = FunctionTable.ByName[Pick(random, Functions)];
                var arguments = function.Parameters.Skip(1).Take(Math.Max(function.Required - 1, random.Next(3)))
                    .Select(p => p.Accepts == Accepts.Number ? Pick(random, ["2", "0", "(-1)", "count", "1e20"]) : p.Accepts == Accepts.Fixed ? Pick(random, ["'N2'", "'%d %B'", "'title'", "'X'"]) : Pick(random, Literals));
                return function.Parameters.IsEmpty ? function.Name : $"({Expression(random, depth - 1)} | {function.Name} {string.Join(' ', arguments)})";
        }
    }

    private static string Pick(Random random, string[] choices) => choices[random.Next(choices.Length)];
}
