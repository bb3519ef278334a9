using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Reports what is wrong with the value of a setting.</summary>
/// <param name="diagnostics">Where errors go.</param>
/// <param name="invalidCode">The code for values that are malformed or out of range.</param>
internal sealed class SettingErrors(DiagnosticBag diagnostics, string invalidCode)
{
    public string InvalidCode => invalidCode;

    public BoundConstant? WrongType(SourceNode node, SettingSchema setting, string expected) =>
        Add(node, DiagnosticCodes.WrongType, $"'{setting.Name}' must be {expected}, not {node}.");

    public BoundConstant? Refuse(SourceNode node, string message) => Add(node, invalidCode, message);

    public BoundConstant? Add(SourceNode node, string code, string message, string? suggestion = null)
    {
        diagnostics.Error(node, code, message, suggestion);
        return null;
    }

    public static BoundConstant Constant(SourceNode node) => new(node.ToJsonNode());

    public static BoundConstant Constant(string text) => new(JsonValue.Create(text));
}
