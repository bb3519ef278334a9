using System.Collections.Immutable;
using Alforis.Crm.Data.Actions.CallWebhook;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Crm.Data.Workflows;

/// <summary>Whoever may read workflows reads what is written into them: warns of passwords and tokens.</summary>
internal static class SecretCheck
{
    private const string Cure = "Use a webhook target (\"target\"): its address and headers are never shown.";

    /// <summary>A warning for each secret that a definition has.</summary>
    /// <param name="workflow">The definition, compiled.</param>
    public static ImmutableArray<Diagnostic> Check(CompiledWorkflow<CrmContext> workflow) =>
    [
        .. workflow.Definition.Actions.Zip(workflow.Actions)
            .Where(a => a.Second.Type == ActionNames.CallWebhook && a.First.Config is not null)
            .SelectMany(a => Check(a.First.Config!)),
    ];

    private static IEnumerable<Diagnostic> Check(SourceNode config)
    {
        foreach (var address in CallSettingNames.Address.Select(name => config[name]))
        {
            if (address is { Kind: SourceKind.String } && CallSecrets.IsWrittenInto(address.Text))
                yield return Warn(address, "The address has a password or a token, which everybody sees who may read workflows.");
        }

        foreach (var header in config[CallSettingNames.Headers]?.Items ?? [])
        {
            if (header is { Kind: SourceKind.String, Name: { } name, Text.Length: > 0 } && CallSecrets.IsSecret(name) && !CallSecrets.IsPlaceholder(header.Text))
                yield return Warn(header, $"The header '{name}' looks like a secret, which everybody sees who may read workflows.");
        }
    }

    private static Diagnostic Warn(SourceNode node, string message)
    {
        var (line, column) = node.Locate();
        return new(CrmDiagnosticCodes.WrittenSecret, DiagnosticSeverity.Warning, node.Pointer, line, column, message, Cure);
    }
}
