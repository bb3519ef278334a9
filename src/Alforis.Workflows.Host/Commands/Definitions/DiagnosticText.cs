using System.Globalization;
using Alforis.Crm.Data.Printing;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Host.Commands.Definitions;

/// <summary>Diagnostics as compilers print them, so that editors can jump to the place.</summary>
internal static class DiagnosticText
{
    private const string Red = "\u001b[31m";
    private const string Yellow = "\u001b[33m";
    private const string Cyan = "\u001b[36m";
    private const string Reset = "\u001b[0m";

    /// <summary>One line: <c>file:line:col: error WF1201 /pointer: message suggestion</c>.</summary>
    public static string Format(string file, Diagnostic diagnostic, bool colours)
    {
        var (word, colour) = diagnostic.Severity switch
        {
            DiagnosticSeverity.Error => ("error", Red),
            DiagnosticSeverity.Warning => ("warning", Yellow),
            _ => ("notice", Cyan),
        };
        var severity = colours ? colour + word + Reset : word;
        var place = diagnostic.Pointer.Length == 0 ? "" : " " + diagnostic.Pointer;
        var cure = diagnostic.Suggestion is null ? "" : " " + diagnostic.Suggestion;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{VisibleText.Line(file)}:{diagnostic.Line}:{diagnostic.Column}: {severity} {diagnostic.Code}{VisibleText.Line($"{place}: {diagnostic.Message}{cure}")}");
    }

    /// <summary>One line per diagnostic of all files.</summary>
    public static async Task WriteAsync(IEnumerable<DefinitionFile> files, TextWriter writer, bool colours)
    {
        foreach (var file in files)
        {
            foreach (var diagnostic in file.Diagnostics) await writer.WriteLineAsync(Format(file.Name, diagnostic, colours));
        }
    }

    /// <summary>A number and a noun: <c>1 error</c>, <c>2 errors</c>.</summary>
    public static string Count(int number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");
}
