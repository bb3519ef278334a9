using Alforis.Workflows.Host.Reports;
using System.Globalization;
using Alforis.Crm.Data.Contexts;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Printing;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Explaining;
using Alforis.Workflows.Host.Commands.Terminal;

namespace Alforis.Workflows.Host.Commands.Run;

/// <summary>What <c>run --explain</c> prints: why a workflow fires on an event or does not, for people.</summary>
internal static class RunExplanation
{
    /// <summary>The name, the reason as a sentence, and the tree; only the verdict when nothing was asked. What data say is made visible.</summary>
    public static IEnumerable<string> Tell(
        CompiledWorkflow<CrmContext> workflow, ContextFile file, RunObstacle? obstacle, CultureInfo culture, bool colours)
    {
        if (!RunVerdict.AreConditionsAsked(obstacle))
        {
            yield return VisibleText.Line(RunVerdict.Explain(workflow, file, obstacle, culture));
            yield break;
        }

        yield return VisibleText.Line(workflow.Definition.Name);
        var explanation = WorkflowExplainer.Explain(workflow, file.Context, file.Now);
        yield return VisibleText.Line(explanation.Describe(culture));
        yield return "";
        foreach (var line in explanation.ToTree(culture).Split('\n')) yield return Paint(VisibleText.Line(line.TrimEnd('\r')), colours);
        var unanswered = RunAnswers.ReadBy(workflow);
        if (obstacle is not null || (unanswered.IsEmpty && workflow.Actions.All(a => a is { Delay: null, Retry: null }))) yield break;
        yield return "";
        foreach (var action in RunAction.All(workflow, file))
            yield return VisibleText.Line($"{action.Id} ({action.Type}) — {WorkflowExplainer.ExplainWhen(workflow, action.Id, file.Context, action.DueAt).Describe(culture)}");
        if (unanswered.IsEmpty) yield break;
        yield return "";
        yield return VisibleText.Line(RunAnswers.Explain(unanswered, culture));
    }

    /// <summary>Colours the mark that a line of the tree begins with.</summary>
    private static string Paint(string line, bool colours)
    {
        var start = line.Length - line.TrimStart(' ').Length;
        if (start == line.Length || line[start] is not ('✓' or '✗')) return line;
        var mark = line[start].ToString();
        return string.Concat(line.AsSpan(0, start), TerminalColour.Paint(mark, mark, colours), line.AsSpan(start + 1));
    }
}

/// <summary>The language of <c>--lang</c>.</summary>
internal static class RunLanguage
{
    public static bool IsKnown(string name) => name is "en" or "fr";

    public static CultureInfo Of(string? name) => CultureInfo.GetCultureInfo(name ?? "en");
}
