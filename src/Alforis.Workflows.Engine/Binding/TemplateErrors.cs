using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Reports mistakes at their characters in one template, and remembers that there were any.</summary>
internal sealed class TemplateErrors(SourceNode node, DiagnosticBag diagnostics)
{
    public bool Any { get; private set; }

    /// <summary>Says that a name of older definitions was understood.</summary>
    public void ReadName(int position, string written, string meant) => diagnostics.ReadName(node, written, meant, position);

    public void Add(int position, string code, string message, string? suggestion = null, DiagnosticArguments? arguments = null)
    {
        Any = true;
        diagnostics.Error(node, code, message, suggestion, position, arguments);
    }
}
