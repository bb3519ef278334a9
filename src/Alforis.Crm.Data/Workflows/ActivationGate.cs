using System.Collections.Immutable;
using System.Text;
using Alforis.Crm.Data.Accounts;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Emails;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Crm.Data.WebhookTargets;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Diagnostics;
using Npgsql;

namespace Alforis.Crm.Data.Workflows;

/// <summary>Everything that a workflow must pass to be active: the same for each way that leads there.</summary>
internal sealed class ActivationGate
{
    private static readonly WorkflowCompiler<CrmContext> Compiler = new(CrmSchema.Instance);

    private readonly EmailTemplateSet templates;
    private readonly TargetNames targets;
    private readonly Authority? authority;

    private ActivationGate(EmailTemplateSet templates, TargetNames targets, Authority? authority)
    {
        this.templates = templates;
        this.targets = targets;
        this.authority = authority;
    }

    /// <summary>Reads what definitions are checked against, as it is in a transaction.</summary>
    /// <param name="transaction">The one that activates.</param>
    /// <param name="actor">Whoever activates: what runs then, runs under their authority.</param>
    /// <param name="ct">Cancels the reading.</param>
    public static async Task<ActivationGate> ReadAsync(NpgsqlTransaction transaction, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var connection = transaction.Connection!;
        var emails = await EmailTemplateSet.LoadAsync(connection, null, ct).ConfigureAwait(false);
        var names = await TargetNames.ReadAsync(connection, ct).ConfigureAwait(false);
        // The operator on the command line is no user, and may do everything.
        var rights = actor.UserId is { } user ? await Authority.ReadAsync(transaction, user, ct).ConfigureAwait(false) : null;
        return new ActivationGate(emails, names, rights);
    }

    /// <summary>Checks a stored definition again: another version may have stored it.</summary>
    /// <param name="definition">The text.</param>
    /// <returns>What the compiler and the gate find; an error refuses the activation.</returns>
    public ImmutableArray<Diagnostic> Check(string definition)
    {
        var utf8 = Encoding.UTF8.GetBytes(definition);
        var compiled = Compiler.Compile(utf8);
        return compiled.Succeeded ? [.. compiled.Diagnostics, .. Check(compiled.Workflow!, utf8)] : compiled.Diagnostics;
    }

    /// <summary>What stands against activating a definition.</summary>
    public ImmutableArray<Diagnostic> Check(CompiledWorkflow<CrmContext> workflow, ReadOnlyMemory<byte> utf8) =>
    [
        .. ActivationCheck.Check(workflow, utf8.Span, targets), .. TemplatedWorkflow.Fill(Compiler, workflow, utf8, templates).Problems,
        .. authority is null ? [] : ActivationAuthority.Check(workflow, authority),
    ];
}
