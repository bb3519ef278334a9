using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Parsing;

/// <summary>Reads the truth values by which older definitions say whether a workflow is active.</summary>
internal static class OlderStatus
{
    public static readonly string[] Members = ["is_active", "enabled"];

    /// <summary>The status: as written, else as the older members say it. Where they contradict it, there is an error.</summary>
    public static WorkflowStatus Read(MemberReader members, WorkflowStatus status, DiagnosticBag diagnostics)
    {
        var said = members.Node["status"] is { Kind: not SourceKind.Null } ? "status" : null;
        foreach (var name in Members)
        {
            if (members.Flag(name) is not { } isActive) continue;
            var node = members.Node[name]!;
            if (said is null)
            {
                status = isActive ? WorkflowStatus.Active : WorkflowStatus.Inactive;
                diagnostics.Notice(node, DiagnosticCodes.OlderName, $"'{name}': {node.Text} is read as 'status': \"{(isActive ? "active" : "inactive")}\".");
                said = name;
            }
            else if (isActive == (status == WorkflowStatus.Active))
            {
                diagnostics.Notice(node, DiagnosticCodes.SaidTwice, $"'{name}' says the same as '{said}': one of them is enough.");
            }
            else
            {
                diagnostics.Error(
                    node, DiagnosticCodes.SettingsConflict, $"'{name}' is {node.Text}, which contradicts '{said}'.", $"Keep 'status' and remove '{name}'.");
            }
        }

        return status;
    }
}
