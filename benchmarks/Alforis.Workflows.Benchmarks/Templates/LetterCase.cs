using System.Globalization;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Schema;
using HandlebarsDotNet;

namespace Alforis.Workflows.Benchmarks.Templates;

/// <summary>One letter in three ways: as a template, written by hand, and for Handlebars.</summary>
/// <param name="Name">The name of its figures.</param>
/// <param name="Template">The template.</param>
/// <param name="Handlebars">The same letter in Handlebars' language.</param>
internal abstract record LetterCase(string Name, string Template, string Handlebars)
{
    public static WorkflowSchema Schema { get; } = WorkflowSchema.For<LetterContext>(s => s
        .Trigger("letter_due", t => t.View(c => c.Letter, ("rows", c => c.Rows)))
        .Action<LetterSettings>("write"));

    public static LetterCase[] All { get; } =
    [
        new LetterCase<FormattedByHand>(
            "5-placeholders",
            "Bonjour {{ name }}, le dossier {{ id }} de {{ amount | math.format 'N2' }} € est attendu le {{ due | date.to_string '%d/%m/%Y' }} par {{ owner ?? 'personne' }}.",
            "Bonjour {{{Letter.Name}}}, le dossier {{Letter.Id}} de {{number Letter.Amount}} € est attendu le {{date Letter.Due}} par {{#if Letter.Owner}}{{{Letter.Owner}}}{{else}}personne{{/if}}."),
        new LetterCase<PlainByHand>(
            "plain-placeholders",
            "Bonjour {{ name }}, le dossier {{ id }} de {{ amount }} € est attendu le {{ due }} par {{ owner ?? 'personne' }}.",
            "Bonjour {{{Letter.Name}}}, le dossier {{Letter.Id}} de {{plain Letter.Amount}} € est attendu le {{iso Letter.Due}} par {{#if Letter.Owner}}{{{Letter.Owner}}}{{else}}personne{{/if}}."),
        new LetterCase<ChoiceByHand>(
            "if",
            "Bonjour {{ name }}, {{ if urgent }}c'est urgent{{ else }}quand vous pourrez{{ end }}.",
            "Bonjour {{{Letter.Name}}}, {{#if Letter.Urgent}}c'est urgent{{else}}quand vous pourrez{{/if}}."),
        new LetterCase<RowsByHand>(
            "for-10-rows",
            "Bonjour {{ name }} :{{ for r in rows }}\n- {{ r.product }} × {{ r.quantity }}{{ end }}",
            "Bonjour {{{Letter.Name}}} :{{#each Rows}}\n- {{{Product}}} × {{Quantity}}{{/each}}"),
    ];

    /// <summary>The text by hand.</summary>
    public abstract string ByHand(LetterContext context);

    /// <summary>Both sides over all contexts.</summary>
    public abstract Pair<int> Beside(CompiledTemplate<LetterContext> template, DateTimeOffset now, LetterContext[] contexts);

    public CompiledTemplate<LetterContext> Compile() =>
        new WorkflowCompiler<LetterContext>(Schema).CompileTemplate(Template).Template
        ?? throw new BenchmarkException("the benchmark's template does not compile.");

    public HandlebarsTemplate<object, object> CompileHandlebars()
    {
        var handlebars = HandlebarsDotNet.Handlebars.Create();
        handlebars.RegisterHelper("number", (writer, _, arguments) => writer.WriteSafeString(((decimal)arguments[0]!).ToString("N2", CultureInfo.InvariantCulture)));
        handlebars.RegisterHelper("plain", (writer, _, arguments) => writer.WriteSafeString(((decimal)arguments[0]!).ToString("0.############################", CultureInfo.InvariantCulture)));
        handlebars.RegisterHelper("date", (writer, _, arguments) => writer.WriteSafeString(((DateOnly)arguments[0]!).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)));
        handlebars.RegisterHelper("iso", (writer, _, arguments) => writer.WriteSafeString(((DateOnly)arguments[0]!).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        return handlebars.Compile(Handlebars);
    }

    /// <summary>The same for the same seed.</summary>
    public static LetterContext[] Contexts(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(1, count).Select(id => new LetterContext(
            new Letter
            {
                Id = id,
                Name = new string('n', random.Next(5, 40)),
                Amount = random.Next(1, 2_000_000) / 100m,
                Due = new DateOnly(2026, 1, 1).AddDays(random.Next(1_000)),
                Owner = random.Next(3) == 0 ? null : "Camille",
                Urgent = random.Next(2) == 0,
            },
            [.. Enumerable.Range(0, 10).Select(i => new LetterRow(new string('p', random.Next(3, 20)), i * 7))]))];
    }
}

/// <summary>One letter.</summary>
/// <typeparam name="TByHand">
/// A struct, so that code of its own is compiled for its loop, which calls it directly: behind a delegate it would be chance how much the
/// runtime inlines.
/// </typeparam>
internal sealed record LetterCase<TByHand>(string Name, string Template, string Handlebars) : LetterCase(Name, Template, Handlebars)
    where TByHand : struct, ILetterByHand
{
    public override string ByHand(LetterContext context) => default(TByHand).Write(context);

    public override Pair<int> Beside(CompiledTemplate<LetterContext> template, DateTimeOffset now, LetterContext[] contexts) => new(
        () =>
        {
            var length = 0;
            foreach (var context in contexts) length += template.Render(context, now).Text!.Length;
            return length;
        },
        () =>
        {
            var length = 0;
            foreach (var context in contexts) length += default(TByHand).Write(context).Length;
            return length;
        },
        contexts.Length);
}
