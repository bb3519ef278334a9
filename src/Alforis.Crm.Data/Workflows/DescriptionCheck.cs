using System.Globalization;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Crm.Data.Workflows;

/// <summary>The database limits descriptions, the engine does not.</summary>
internal static class DescriptionCheck
{
    /// <summary>What is wrong with a definition's description, if anything.</summary>
    public static Diagnostic? Find(WorkflowDefinition definition, ReadOnlySpan<byte> utf8Json)
    {
        if (definition.Description is not { } description || description.EnumerateRunes().Count() <= WorkflowStore.MaxDescriptionLength) return null;
        const string pointer = "/description";
        var (line, column) = JsonPlace.Find(utf8Json, pointer);
        return new(
            CrmDiagnosticCodes.DescriptionTooLong, DiagnosticSeverity.Error, pointer, line, column,
            string.Create(CultureInfo.InvariantCulture, $"A description has at most {WorkflowStore.MaxDescriptionLength} characters."), "Shorten it.");
    }
}
