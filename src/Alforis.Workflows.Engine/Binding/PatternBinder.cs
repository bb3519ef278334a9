using System.Text.RegularExpressions;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Parsing;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Reads regular expressions: only such that are searched for in time proportional to the text, and of bounded size.</summary>
internal sealed class PatternBinder(DiagnosticBag diagnostics, PatternBudget budget)
{
    /// <summary>The pattern, or <see langword="null"/> and a diagnostic.</summary>
    public BoundPattern? Bind(SourceNode node, bool ignoresCase)
    {
        if (node.Kind != SourceKind.String)
        {
            diagnostics.Error(
                node, DiagnosticCodes.WrongType, $"'matches' needs a regular expression, a string, not {MemberReader.Describe(node.Kind)}.",
                "Write \"^FR[0-9]{2}\", for example.");
            return null;
        }

        if (node.Text.Length > ParseLimits.MaxPatternLength)
        {
            Refuse(node, $"A regular expression has at most {ParseLimits.MaxPatternLength} characters, not {node.Text.Length}.", "Divide it into several rules.");
            return null;
        }

        try
        {
            var size = PatternSize.Of(node.Text);
            if (size is null)
            {
                Refuse(node, "Comments and spaces without meaning, (?x), are not supported.", "Write the expression without them.");
                return null;
            }

            if (size > ParseLimits.MaxPatternSize)
            {
                Refuse(node, $"This regular expression is too large: its counted repeats make more than {ParseLimits.MaxPatternSize} characters of it.", "Repeat less, or write + or *.");
                return null;
            }

            var pattern = new BoundPattern(node.Text, ignoresCase);
            if (budget.TrySpend(size.Value)) return pattern;
            Refuse(node, "The regular expressions of these conditions are too large, all together.", "Shorten them, or divide the workflow.");
        }
        catch (RegexParseException e)
        {
            diagnostics.Error(
                node, DiagnosticCodes.InvalidPattern, "This is no regular expression: " + Sentence(e.Message), null, Math.Clamp(e.Offset, 0, Math.Max(0, node.Text.Length - 1)));
        }
        catch (NotSupportedException)
        {
            Refuse(node, "Backreferences, lookahead, lookbehind, atomic groups and conditions are not supported.", "Write the expression without them.");
        }

        return null;
    }

    private void Refuse(SourceNode node, string message, string suggestion) =>
        diagnostics.Error(node, DiagnosticCodes.InvalidPattern, message, suggestion);

    /// <summary>The parser's message without the pattern, which stands in the definition.</summary>
    private static string Sentence(string message)
    {
        var start = message.IndexOf("at offset ", StringComparison.Ordinal);
        var end = start < 0 ? -1 : message.IndexOf(". ", start, StringComparison.Ordinal);
        return end < 0 ? message : message[(end + 2)..];
    }
}
