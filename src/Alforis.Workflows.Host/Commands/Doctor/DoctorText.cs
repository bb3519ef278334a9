using Alforis.Crm.Data.Diagnosis;
using Alforis.Crm.Data.Printing;
using Alforis.Workflows.Host.Commands.Terminal;

namespace Alforis.Workflows.Host.Commands.Doctor;

/// <summary>Findings as people read them: state, check, what is the case, and below it which ones and what to do.</summary>
internal static class DoctorText
{
    private const string Gap = "  ";

    public static async Task WriteAsync(IReadOnlyList<Finding> findings, CommandSurroundings surroundings)
    {
        var stateWidth = findings.Max(f => State(f).Length);
        var checkWidth = findings.Max(f => f.Check.Length);
        var indent = new string(' ', stateWidth + checkWidth + (2 * Gap.Length));
        foreach (var finding in findings)
        {
            var state = TerminalColour.Paint(State(finding), State(finding).PadRight(stateWidth), surroundings.UseColours);
            var first = $"{state}{Gap}{finding.Check.PadRight(checkWidth)}{Gap}";
            foreach (var line in Lines(finding, TextTable.MostWidth - indent.Length))
            {
                await surroundings.Output.WriteLineAsync(first + line);
                first = indent;
            }
        }

        await surroundings.Output.WriteLineAsync(Summary(findings));
    }

    private static IEnumerable<string> Lines(Finding finding, int width)
    {
        foreach (var line in WrappedText.Lines(VisibleText.Line(finding.Says), width)) yield return line;
        foreach (var detail in finding.Details)
        {
            foreach (var line in WrappedText.Lines("- " + VisibleText.Line(detail), width)) yield return line;
        }

        if (finding.Advice is null) yield break;
        foreach (var line in WrappedText.Lines("→ " + finding.Advice, width)) yield return line;
    }

    private static string State(Finding finding) => finding.State switch
    {
        FindingState.Ok => "ok",
        FindingState.Warning => "warning",
        _ => "problem",
    };

    private static string Summary(IReadOnlyList<Finding> findings)
    {
        var problems = findings.Count(f => f.State == FindingState.Problem);
        var warnings = findings.Count(f => f.State == FindingState.Warning);
        return FormattableString.Invariant($"{problems} {(problems == 1 ? "problem" : "problems")}, {warnings} {(warnings == 1 ? "warning" : "warnings")}.");
    }
}
