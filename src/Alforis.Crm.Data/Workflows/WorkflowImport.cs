using Alforis.Crm.Data.Model;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Definitions;

namespace Alforis.Crm.Data.Workflows;

/// <summary>A definition to be stored.</summary>
/// <param name="Text">The definition as written, without a byte order mark; stored as it is.</param>
/// <param name="Workflow">What it was compiled to.</param>
/// <param name="Status">The status that the stored workflow shall have.</param>
public sealed record WorkflowImport(string Text, CompiledWorkflow<CrmContext> Workflow, WorkflowStatus Status);

/// <summary>What became of a definition.</summary>
/// <param name="Id">The workflow's number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its current version.</param>
/// <param name="Outcome">What was done.</param>
/// <param name="Status">The status that it has now.</param>
/// <param name="PreviousStatus">The status that it had; <see langword="null"/> when it is new.</param>
public sealed record ImportedWorkflow(
    long Id, string Name, int Version, ImportOutcome Outcome, WorkflowStatus Status, WorkflowStatus? PreviousStatus);

/// <summary>What was done with a definition.</summary>
public enum ImportOutcome
{
    /// <summary>There was no workflow of that name.</summary>
    Created,

    /// <summary>The workflow got a new version.</summary>
    Updated,

    /// <summary>The definition is the one that the workflow has already, to the letter; at most its status changed.</summary>
    Unchanged,
}
