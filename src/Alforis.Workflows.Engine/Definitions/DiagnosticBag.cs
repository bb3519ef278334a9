using System.Collections.Immutable;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Definitions;

/// <summary>Collects the diagnostics of one compilation, all stages together. Not thread-safe.</summary>
internal sealed class DiagnosticBag
{
    /// <summary>A hostile definition could have a mistake per byte; nobody reads more than this.</summary>
    private const int Most = 200;

    private readonly List<Diagnostic> items = [];
    private int errors;

    public bool HasErrors => errors > 0;

    /// <summary>Whether further errors are not kept, so that working out what they say is in vain.</summary>
    public bool IsFull => errors >= Most;

    public void Error(SourceNode node, string code, string message, string? suggestion = null, int character = -1, DiagnosticArguments? arguments = null)
    {
        Add(node, code, DiagnosticSeverity.Error, message, suggestion, character, arguments);
    }

    public void Warning(SourceNode node, string code, string message, string? suggestion = null) =>
        Add(node, code, DiagnosticSeverity.Warning, message, suggestion, -1);

    public void Notice(SourceNode node, string code, string message, string? suggestion = null, int character = -1) =>
        Add(node, code, DiagnosticSeverity.Notice, message, suggestion, character);

    /// <summary>Says that a name of older definitions was understood.</summary>
    public void ReadName(SourceNode node, string written, string meant, int character = -1) =>
        Notice(node, DiagnosticCodes.OlderName, $"'{written}' is read as '{meant}'.", character: character);

    /// <summary>Says that a value which is written otherwise today was understood.</summary>
    /// <param name="node">The value.</param>
    /// <param name="meant">How it is written today, as JSON.</param>
    public void ReadValue(SourceNode node, string meant) =>
        Notice(node, DiagnosticCodes.OlderValue, $"{node} is read as {meant}.");

    public void ErrorAt(string code, string pointer, int line, int column, string message, string? suggestion = null)
    {
        if (errors++ < Most) items.Add(new Diagnostic(code, DiagnosticSeverity.Error, pointer, line, column, message, suggestion));
    }

    /// <summary>Everything found, in the order of the text.</summary>
    public ImmutableArray<Diagnostic> ToImmutable() =>
        [.. items.OrderBy(d => d.Line).ThenBy(d => d.Column)];

    private void Add(SourceNode node, string code, DiagnosticSeverity severity, string message, string? suggestion, int character, DiagnosticArguments? arguments = null)
    {
        // What is only worth knowing must not keep an error out.
        var isError = severity == DiagnosticSeverity.Error;
        var before = isError ? errors++ : items.Count - Math.Min(errors, Most);
        if (before >= Most) return;
        var (line, column) = node.Locate(character);
        items.Add(new Diagnostic(code, severity, node.Pointer, line, column, message, suggestion) { Arguments = arguments });
    }
}
