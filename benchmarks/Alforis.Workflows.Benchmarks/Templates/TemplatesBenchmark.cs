using System.Diagnostics;
using System.Globalization;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Workflows.Benchmarks.Templates;

/// <summary>Compiled templates beside the same text written by hand, and beside Handlebars.Net.</summary>
internal sealed class TemplatesBenchmark : IBenchmark
{
    private const int Letters = 100;
    private const int Compiled = 10_000;
    private static readonly DateTimeOffset Now = new(2026, 3, 31, 9, 0, 0, TimeSpan.Zero);

    public string Name => "templates";

    public string Description => "compiled templates against interpolated strings written by hand, and against Handlebars.Net";

    public IReadOnlyList<Result> Run(IReadOnlyList<string> arguments)
    {
        var results = new List<Result>();
        foreach (var letter in LetterCase.All)
        {
            var contexts = LetterCase.Contexts(Letters, seed: 1);
            var template = letter.Compile();
            var handlebars = letter.CompileHandlebars();
            AssertEqualTexts(letter, template, handlebars, contexts);
            results.AddRange(PairMeasurement.Of($"templates/{letter.Name}-vs-handwritten", letter.Beside(template, Now, contexts)));
            results.AddRange(PairMeasurement.Of(
                $"templates/{letter.Name}-vs-handlebars",
                new Pair<int>(() => Length(contexts, c => template.Render(c, Now).Text!), () => Length(contexts, c => handlebars(c)), Letters)));
        }

        WriteCompilationCost();
        return results;
    }

    private static int Length(LetterContext[] contexts, Func<LetterContext, string> write)
    {
        var length = 0;
        foreach (var context in contexts) length += write(context).Length;
        return length;
    }

    private static void AssertEqualTexts(
        LetterCase letter, CompiledTemplate<LetterContext> template, HandlebarsDotNet.HandlebarsTemplate<object, object> handlebars, LetterContext[] contexts)
    {
        foreach (var context in contexts)
        {
            var (ours, byHand, theirs) = (template.Render(context, Now).Text, letter.ByHand(context), handlebars(context));
            if (ours != byHand || ours != theirs) throw new BenchmarkException($"the texts differ: '{ours}', '{byHand}', '{theirs}'.");
        }
    }

    /// <summary>For information: many templates over one schema share the readers of its paths.</summary>
    private static void WriteCompilationCost()
    {
        var compiler = new WorkflowCompiler<LetterContext>(LetterCase.Schema);
        foreach (var letter in LetterCase.All) compiler.CompileTemplate(letter.Template);
        using var process = Process.GetCurrentProcess();
        var start = process.TotalProcessorTime;
        for (var i = 0; i < Compiled; i++)
        {
            var letter = LetterCase.All[i % LetterCase.All.Length];
            if (!compiler.CompileTemplate(letter.Template + i.ToString(CultureInfo.InvariantCulture)).Succeeded) throw new BenchmarkException("the benchmark's template does not compile.");
        }

        process.Refresh();
        var each = (process.TotalProcessorTime - start).TotalMicroseconds / Compiled;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"compile: {each:0.0} µs of processor time for a template, over {Compiled} different ones"));
    }
}
