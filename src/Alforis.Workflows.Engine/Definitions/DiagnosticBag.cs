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

    public void Error(SourceNode node, string code, string message, string? suggestion = null, int character = -1)
    {
        // Errors count apart: warnings, however many, must not keep out the one that says why a definition is refused.
        if (++errors <= Most) Add(node, code, DiagnosticSeverity.Error, message, suggestion, character);
    }

    public void Warning(SourceNode node, string code, string message, string? suggestion = null)
    {
        if (items.Count < Most) Add(node, code, DiagnosticSeverity.Warning, message, suggestion, -1);
    }

    public void Notice(SourceNode node, string code, string message)
    {
        if (items.Count < Most) Add(node, code, DiagnosticSeverity.Notice, message, null, -1);
    }

    public void ErrorAt(string code, string pointer, int line, int column, string message, string? suggestion = null)
    {
        if (++errors <= Most) items.Add(new Diagnostic(code, DiagnosticSeverity.Error, pointer, line, column, message, suggestion));
    }

    /// <summary>Everything found, in the order of the text.</summary>
    public ImmutableArray<Diagnostic> ToImmutable() =>
        [.. items.OrderBy(d => d.Line).ThenBy(d => d.Column)];

    private void Add(SourceNode node, string code, DiagnosticSeverity severity, string message, string? suggestion, int character)
    {
        var (line, column) = node.Locate(character);
        items.Add(new Diagnostic(code, severity, node.Pointer, line, column, message, suggestion));
    }
}
