namespace Alforis.Crm.Data.Events;

/// <summary>A version of a workflow.</summary>
/// <param name="Id">The workflow's number.</param>
/// <param name="Version">The version.</param>
internal sealed record WorkflowReference(long Id, int Version)
{
    /// <summary>The one in two columns, which may both be NULL.</summary>
    public static WorkflowReference? Of(long? id, int? version) => id is { } known ? new WorkflowReference(known, version ?? 0) : null;
}
