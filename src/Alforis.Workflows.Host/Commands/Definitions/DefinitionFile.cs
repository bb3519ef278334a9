using System.Collections.Immutable;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Parsing;

namespace Alforis.Workflows.Host.Commands.Definitions;

/// <summary>A definition from a file, checked against the CRM.</summary>
/// <param name="Name">The file's name as given.</param>
/// <param name="Content">The file's bytes.</param>
/// <param name="Workflow">The workflow, or <see langword="null"/> when there are errors.</param>
/// <param name="Diagnostics">Everything found.</param>
internal sealed record DefinitionFile(
    string Name, ReadOnlyMemory<byte> Content, CompiledWorkflow<CrmContext>? Workflow, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Whether nothing refuses it.</summary>
    public bool IsValid => Workflow is not null && !Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);

    /// <summary>Reads and checks files, all of them.</summary>
    public static async Task<ImmutableArray<DefinitionFile>> ReadAllAsync(
        IEnumerable<string> names, CommandSurroundings surroundings, CancellationToken cancellationToken)
    {
        var files = ImmutableArray.CreateBuilder<DefinitionFile>();
        foreach (var name in names)
        {
            var input = await InputFile.ReadAsync(name, ParseLimits.MaxBytes, surroundings, cancellationToken);
            files.Add(Check(input));
        }

        return files.ToImmutable();
    }

    private static DefinitionFile Check(InputFile input)
    {
        if (input.Problem is { } problem) return new DefinitionFile(input.Name, input.Content, null, [problem]);
        var definition = CheckedDefinition.Of(input.Content);
        return new DefinitionFile(input.Name, input.Content, definition.Workflow, definition.Diagnostics);
    }
}
