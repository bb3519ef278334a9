using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Crm.Data.Workflows;

/// <summary>A definition as it was written, checked against the CRM. Immutable.</summary>
public sealed record CheckedDefinition
{
    private static readonly WorkflowCompiler<CrmContext> Compiler = new(CrmSchema.Instance);

    private CheckedDefinition(ReadOnlyMemory<byte> utf8, CompiledWorkflow<CrmContext>? workflow, ImmutableArray<Diagnostic> diagnostics)
    {
        Utf8 = utf8;
        Workflow = workflow;
        Diagnostics = diagnostics;
    }

    /// <summary>The text, without a byte order mark.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>The workflow, or <see langword="null"/> when the engine finds errors.</summary>
    public CompiledWorkflow<CrmContext>? Workflow { get; }

    /// <summary>Everything found, errors, warnings and notices.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>Whether nothing stands against storing it.</summary>
    [MemberNotNullWhen(true, nameof(Workflow))]
    public bool IsValid => Workflow is not null && !HasErrors(Diagnostics);

    /// <summary>Why it cannot be read at all, as it is no JSON object; <see langword="null"/> when it can.</summary>
    public Diagnostic? Unreadable => Workflow is not null ? null : Diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error
        && (d.Code is DiagnosticCodes.JsonSyntax or DiagnosticCodes.DuplicateMember || (d.Pointer.Length == 0 && d.Code is DiagnosticCodes.TooLarge or DiagnosticCodes.WrongType)));

    /// <summary>Checks a definition. Never throws on content.</summary>
    /// <param name="utf8">UTF-8 text, with or without a byte order mark.</param>
    public static CheckedDefinition Of(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Span.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        var compiled = Compiler.Compile(utf8);
        if (compiled.Workflow is not { } workflow) return new CheckedDefinition(utf8, null, compiled.Diagnostics);
        var description = DescriptionCheck.Find(workflow.Definition, utf8.Span);
        var found = compiled.Diagnostics.AddRange(SecretCheck.Check(workflow));
        return new CheckedDefinition(utf8, workflow, description is null ? found : found.Add(description));
    }

    /// <summary>Whether diagnostics refuse what they are about.</summary>
    /// <param name="diagnostics">What was found.</param>
    public static bool HasErrors(IEnumerable<Diagnostic> diagnostics) => diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);

    /// <summary>The definition to be stored with a status.</summary>
    /// <param name="status">The status.</param>
    /// <exception cref="InvalidOperationException">It is not valid.</exception>
    public WorkflowImport ToImport(WorkflowStatus status) => new(
        Encoding.UTF8.GetString(Utf8.Span), Workflow ?? throw new InvalidOperationException("The definition is not valid."), status);
}
