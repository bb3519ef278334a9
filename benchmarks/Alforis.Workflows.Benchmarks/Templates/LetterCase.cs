using System.Globalization;
using System.Runtime.CompilerServices;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Schema;
using HandlebarsDotNet;

namespace Alforis.Workflows.Benchmarks.Templates;

/// <summary>One letter in three ways: as a template, written by hand, and for Handlebars.</summary>
/// <param name="Name">The name of its figures.</param>
/// <param name="Template">The template.</param>
/// <param name="ByHand">What a developer would write for it.</param>
/// <param name="Handlebars">The same letter in Handlebars' language.</param>
internal sealed record LetterCase(string Name, string Template, Func<LetterContext, string> ByHand, string Handlebars)
{
    /// <summary>On the stack, so that a text by hand allocates nothing but itself either.</summary>
    private const int FirstRoom = 512;

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static WorkflowSchema Schema { get; } = WorkflowSchema.For<LetterContext>(s => s
        .Trigger("letter_due", t => t.View(c => c.Letter, ("rows", c => c.Rows)))
        .Action<LetterSettings>("write"));

    public static LetterCase[] All { get; } =
    [
        new(
            "5-placeholders",
            "Bonjour {{ name }}, le dossier {{ id }} de {{ amount | math.format 'N2' }} € est attendu le {{ due | date.to_string '%d/%m/%Y' }} par {{ owner ?? 'personne' }}.",
            c => string.Create(Invariant, stackalloc char[FirstRoom], $"Bonjour {c.Letter.Name}, le dossier {c.Letter.Id} de {c.Letter.Amount:N2} € est attendu le {c.Letter.Due:dd/MM/yyyy} par {c.Letter.Owner ?? "personne"}."),
            "Bonjour {{{Letter.Name}}}, le dossier {{Letter.Id}} de {{number Letter.Amount}} € est attendu le {{date Letter.Due}} par {{#if Letter.Owner}}{{{Letter.Owner}}}{{else}}personne{{/if}}."),
        new(
            "plain-placeholders",
            "Bonjour {{ name }}, le dossier {{ id }} de {{ amount }} € est attendu le {{ due }} par {{ owner ?? 'personne' }}.",
            c => string.Create(Invariant, stackalloc char[FirstRoom], $"Bonjour {c.Letter.Name}, le dossier {c.Letter.Id} de {c.Letter.Amount:G29} € est attendu le {c.Letter.Due:O} par {c.Letter.Owner ?? "personne"}."),
            "Bonjour {{{Letter.Name}}}, le dossier {{Letter.Id}} de {{plain Letter.Amount}} € est attendu le {{iso Letter.Due}} par {{#if Letter.Owner}}{{{Letter.Owner}}}{{else}}personne{{/if}}."),
        new(
            "if",
            "Bonjour {{ name }}, {{ if urgent }}c'est urgent{{ else }}quand vous pourrez{{ end }}.",
            c => c.Letter.Urgent ? $"Bonjour {c.Letter.Name}, c'est urgent." : $"Bonjour {c.Letter.Name}, quand vous pourrez.",
            "Bonjour {{{Letter.Name}}}, {{#if Letter.Urgent}}c'est urgent{{else}}quand vous pourrez{{/if}}."),
        new(
            "for-10-rows",
            "Bonjour {{ name }} :{{ for r in rows }}\n- {{ r.product }} × {{ r.quantity }}{{ end }}",
            RowsByHand,
            "Bonjour {{{Letter.Name}}} :{{#each Rows}}\n- {{{Product}}} × {{Quantity}}{{/each}}"),
    ];

    public CompiledTemplate<LetterContext> Compile() =>
        new WorkflowCompiler<LetterContext>(Schema).CompileTemplate(Template).Template
        ?? throw new BenchmarkException("the benchmark's template does not compile.");

    public HandlebarsTemplate<object, object> CompileHandlebars()
    {
        var handlebars = HandlebarsDotNet.Handlebars.Create();
        handlebars.RegisterHelper("number", (writer, _, arguments) => writer.WriteSafeString(((decimal)arguments[0]!).ToString("N2", Invariant)));
        handlebars.RegisterHelper("plain", (writer, _, arguments) => writer.WriteSafeString(((decimal)arguments[0]!).ToString("0.############################", Invariant)));
        handlebars.RegisterHelper("date", (writer, _, arguments) => writer.WriteSafeString(((DateOnly)arguments[0]!).ToString("dd/MM/yyyy", Invariant)));
        handlebars.RegisterHelper("iso", (writer, _, arguments) => writer.WriteSafeString(((DateOnly)arguments[0]!).ToString("yyyy-MM-dd", Invariant)));
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

    private static string RowsByHand(LetterContext context)
    {
        var text = new DefaultInterpolatedStringHandler(200, 20, Invariant, stackalloc char[FirstRoom]);
        text.AppendLiteral("Bonjour ");
        text.AppendFormatted(context.Letter.Name);
        text.AppendLiteral(" :");
        foreach (var row in context.Rows)
        {
            text.AppendLiteral("\n- ");
            text.AppendFormatted(row.Product);
            text.AppendLiteral(" × ");
            text.AppendFormatted(row.Quantity);
        }

        return text.ToStringAndClear();
    }
}
