using System.Text;
using System.Text.Json;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Crm.Data.Contexts;

/// <summary>Something wrong in a context file.</summary>
internal sealed record ContextFileProblem(string Code, string Pointer, string Message, string? Suggestion = null)
{
    public static ContextFileProblem Value(string pointer, string message, string? suggestion = null) =>
        new(CrmDiagnosticCodes.ContextValue, pointer, message, suggestion);

    public static Diagnostic TooLarge() => new(
        CrmDiagnosticCodes.ContextSyntax, DiagnosticSeverity.Error, "", 1, 1, $"The context is larger than {ContextFile.MaxBytes / 1024 / 1024} MiB.");

    public static Diagnostic Syntax(JsonException e, ReadOnlySpan<byte> utf8)
    {
        var line = (int)(e.LineNumber ?? 0);
        for (var i = 0; i < line && utf8.IndexOf((byte)'\n') is >= 0 and var end; i++) utf8 = utf8[(end + 1)..];
        var column = Encoding.UTF8.GetCharCount(utf8[..(int)Math.Min(e.BytePositionInLine ?? 0, utf8.Length)]) + 1;
        var place = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return new(
            CrmDiagnosticCodes.ContextSyntax, DiagnosticSeverity.Error, "", line + 1, column,
            "This is not JSON: " + (place < 0 ? e.Message : e.Message[..place]));
    }

    public Diagnostic ToDiagnostic(ReadOnlySpan<byte> utf8)
    {
        var (line, column) = JsonPlace.Find(utf8, Pointer);
        return new(Code, DiagnosticSeverity.Error, Pointer, line, column, Message, Suggestion);
    }
}

/// <summary>Leaves the assembly of a context; never leaves <see cref="ContextFile.Read"/>.</summary>
internal sealed class ContextFileException(ContextFileProblem problem) : Exception(problem.Message)
{
    public ContextFileProblem Problem => problem;

    public static ContextFileException Contradiction(string pointer, string message, string? suggestion = null) =>
        new(new ContextFileProblem(CrmDiagnosticCodes.ContextContradiction, pointer, message, suggestion));
}
