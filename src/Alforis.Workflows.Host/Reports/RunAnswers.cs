using System.Collections.Immutable;
using System.Globalization;
using Alforis.Crm.Data.Model;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Workflows.Host.Reports;

/// <summary>What actions read of the answers to calls: there is none where nobody is called.</summary>
internal static class RunAnswers
{
    private const string Root = "steps.";

    /// <summary>The paths, such as <c>steps.devis.response.status</c>.</summary>
    public static ImmutableArray<string> ReadBy(CompiledWorkflow<CrmContext> workflow) =>
        [.. workflow.Paths.Where(p => p.StartsWith(Root, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>That they are null here, as a sentence.</summary>
    /// <param name="paths">At least one of them.</param>
    /// <param name="culture">In French when that is its language, else in English.</param>
    public static string Explain(ImmutableArray<string> paths, CultureInfo culture) => culture.TwoLetterISOLanguageName == "fr"
        ? $"run n'appelle personne\u00A0: les réponses sont vides ici ({string.Join(", ", paths)})."
        : $"run calls nobody, so that answers are null here: {string.Join(", ", paths)}.";
}
