using System.Text.Encodings.Web;
using System.Text.Json;
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
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string InvalidCode => invalidCode;

    public BoundConstant? WrongType(SourceNode node, SettingSchema setting, string expected) =>
        Add(node, DiagnosticCodes.WrongType, $"'{setting.Name}' must be {expected}, not {node}.", arguments: new() { Name = setting.Name });

    public BoundConstant? Refuse(SourceNode node, string message) => Add(node, invalidCode, message);

    public BoundConstant? Add(SourceNode node, string code, string message, string? suggestion = null, DiagnosticArguments? arguments = null)
    {
        diagnostics.Error(node, code, message, suggestion, arguments: arguments);
        return null;
    }

    /// <summary>A value that is written otherwise today; a notice says how it was read.</summary>
    public BoundConstant Read(SourceNode node, JsonNode meant)
    {
        diagnostics.ReadValue(node, meant.ToJsonString(Readable));
        return new BoundConstant(meant);
    }

    public void ReadName(SourceNode node, string written, string meant) => diagnostics.ReadName(node, written, meant);

    public static BoundConstant Constant(SourceNode node) => new(node.ToJsonNode());

    public static BoundConstant Constant(string text) => new(JsonValue.Create(text));
}
