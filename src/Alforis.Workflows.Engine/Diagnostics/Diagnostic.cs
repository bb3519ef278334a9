using System.Globalization;

namespace Alforis.Workflows.Engine.Diagnostics;

/// <summary>One thing that is wrong, or worth knowing, in a workflow definition. Immutable.</summary>
/// <param name="Code">Stable code, see <see cref="DiagnosticCodes"/>.</param>
/// <param name="Severity">Only <see cref="DiagnosticSeverity.Error"/> refuses the definition.</param>
/// <param name="Pointer">JSON pointer (RFC 6901) of the value concerned; empty for the whole document.</param>
/// <param name="Line">Line in the source text, from 1.</param>
/// <param name="Column">Column in the source text, from 1, in UTF-16 code units.</param>
/// <param name="Message">What is wrong and what was expected, as a sentence.</param>
/// <param name="Suggestion">What to write instead, when there is a good guess.</param>
public sealed record Diagnostic(
    string Code,
    DiagnosticSeverity Severity,
    string Pointer,
    int Line,
    int Column,
    string Message,
    string? Suggestion = null)
{
    /// <summary>What the message names, for saying it in another language; <see langword="null"/> where the code says it all.</summary>
    public DiagnosticArguments? Arguments { get; init; }

    /// <summary>The diagnostic as compilers print it: <c>4:18 error WF1201 /conditions/field: message</c>.</summary>
    public override string ToString()
    {
        var severity = Severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "notice",
        };
        var place = Pointer.Length == 0 ? "" : " " + Pointer;
        var cure = Suggestion is null ? "" : " " + Suggestion;
        return string.Create(CultureInfo.InvariantCulture, $"{Line}:{Column} {severity} {Code}{place}: {Message}{cure}");
    }
}
