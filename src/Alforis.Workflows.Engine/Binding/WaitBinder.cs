using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Parsing;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Reads how long a workflow waits before it acts, and whether it asks its conditions again then.</summary>
internal static class WaitBinder
{
    /// <param name="definition">The workflow.</param>
    /// <param name="config">The trigger's settings.</param>
    /// <param name="own">The trigger's own settings and filters, whose names go first.</param>
    /// <param name="diagnostics">Where errors and warnings go.</param>
    public static (TimeAmount? Delay, bool Rechecks) Bind(WorkflowDefinition definition, SourceNode config, IReadOnlyCollection<string> own, DiagnosticBag diagnostics)
    {
        var delay = DelayBinder.Bind(config, diagnostics, own);
        if (own.Contains(WaitNames.Recheck, StringComparer.Ordinal) || new MemberReader(config, diagnostics).Flag(WaitNames.Recheck) is not true) return (delay, false);
        var node = config[WaitNames.Recheck]!;
        if (!WaitNames.OfDelay.Any(n => config[n] is { Kind: not SourceKind.Null } && !own.Contains(n, StringComparer.Ordinal)))
        {
            diagnostics.Warning(
                node, DiagnosticCodes.NoEffect, "'recheck' asks the conditions again after the workflow's delay, and there is none.",
                "Add \"delay\": \"7 days\" here, or remove 'recheck'.");
            return (delay, false);
        }

        if (definition.Conditions is null)
        {
            diagnostics.Warning(
                node, DiagnosticCodes.NoEffect, "'recheck' asks the conditions again, and the workflow has none.",
                "Add 'conditions', or remove 'recheck'.");
        }

        return (delay, delay is not null);
    }
}
