using System.Text;
using Alforis.Crm.Data.Accounts;
using Alforis.Crm.Data.Contexts;
using Alforis.Crm.Data.Emails;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Printing;
using Alforis.Crm.Data.Telemetry;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Matching;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Alforis.Crm.Data.Workflows;

/// <summary>
/// The set of active workflows that this host matches with, kept in step with the database by its revision. One instance per
/// dispatcher; not thread-safe.
/// </summary>
public sealed class ActiveWorkflows(ILogger<ActiveWorkflows> logger)
{
    private readonly WorkflowCompiler<CrmContext> compiler = new(CrmSchema.Instance);
    private readonly List<NpgsqlBatchCommand> suspensions = [];
    private Dictionary<(long Id, int Version), WorkflowEntry<CrmContext>> compiled = [];
    private readonly HashSet<(long Id, int Version)> templated = [];
    private EmailTemplateSet templates = EmailTemplateSet.Empty;
    private long revision = -1;

    /// <summary>The set as of the last <see cref="RefreshAsync"/>.</summary>
    internal WorkflowSet<CrmContext> Current { get; private set; } = WorkflowSet<CrmContext>.Empty;

    /// <summary>What the workflows of <see cref="Current"/> read of their contexts.</summary>
    internal ContextNeeds Needs { get; private set; } = ContextNeeds.Of(WorkflowSet<CrmContext>.Empty);

    /// <summary>Loads the set again when its revision is not the one known.</summary>
    /// <param name="transaction">The transaction to read in.</param>
    /// <param name="wanted">The revision in the snapshot that events were claimed in.</param>
    /// <param name="ct">Cancels the loading.</param>
    internal async Task RefreshAsync(NpgsqlTransaction transaction, long wanted, CancellationToken ct)
    {
        if (wanted == revision) return;
        using var span = CrmTelemetry.Source.StartActivity("workflow.definition.load");
        // Read after the revision: what changed in between is in the set already, and brings one more refresh at most.
        var stored = await ActiveDefinition.ReadAllAsync(transaction, ct).ConfigureAwait(false);
        var loaded = await EmailTemplateSet.LoadAsync(transaction.Connection!, null, ct).ConfigureAwait(false);
        var areTemplatesSame = loaded.IsSameAs(templates);
        templates = loaded;
        var authorities = await Authority.ReadAllAsync(transaction, [.. stored.Select(w => w.ActivatedBy).OfType<long>().Distinct()], ct).ConfigureAwait(false);
        var entries = new Dictionary<(long, int), WorkflowEntry<CrmContext>>();
        foreach (var workflow in stored)
        {
            var key = (workflow.Id, workflow.Version);
            var known = areTemplatesSame || !templated.Contains(key) ? compiled.GetValueOrDefault(key) : null;
            var entry = known ?? Compile(workflow);
            if (entry is not null && MayAct(workflow, entry, authorities)) entries[key] = entry;
        }

        compiled = entries;
        Current = WorkflowSet<CrmContext>.Create(entries.Values);
        Needs = ContextNeeds.Of(Current);
        revision = wanted;
        span?.SetTag("workflow.definition.count", entries.Count);
        Log.SetLoaded(logger, entries.Count, wanted);
    }

    /// <summary>Records which workflows turned out to be unable to run. Outside a batch's transaction, which may be rolled back.</summary>
    internal async Task RecordSuspensionsAsync(NpgsqlDataSource dataSource, CancellationToken ct)
    {
        if (suspensions.Count == 0) return;
        using var batch = dataSource.CreateBatch();
        foreach (var suspension in suspensions) batch.BatchCommands.Add(suspension);
        await batch.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        suspensions.Clear();
    }

    private WorkflowEntry<CrmContext>? Compile(ActiveDefinition stored)
    {
        var utf8 = Encoding.UTF8.GetBytes(stored.Text);
        var result = compiler.Compile(utf8);
        List<Diagnostic> problems = [.. result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];
        if (result.Succeeded)
        {
            problems.AddRange(ActivationCheck.Check(result.Workflow, utf8));
            var (filled, unsent) = TemplatedWorkflow.Fill(compiler, result.Workflow, utf8, templates);
            problems.AddRange(unsent);
            if (filled != result.Workflow) templated.Add((stored.Id, stored.Version));
            if (problems.Count == 0) return new WorkflowEntry<CrmContext>(stored.Id, stored.Version, filled!);
        }

        Suspend(stored, problems);
        return null;
    }

    /// <summary>Whether its activator still has the rights that it acts by.</summary>
    private bool MayAct(ActiveDefinition stored, WorkflowEntry<CrmContext> entry, IReadOnlyDictionary<long, Authority> authorities)
    {
        if (stored.ActivatedBy is not { } id) return true;
        // Gone since the set was read: it is read again at once.
        if (authorities.GetValueOrDefault(id) is not { } authority) return false;
        var lacking = ActivationAuthority.Check(entry.Workflow, authority);
        if (lacking.IsEmpty) return true;
        Suspend(stored, lacking);
        return false;
    }

    private void Suspend(ActiveDefinition stored, IReadOnlyList<Diagnostic> problems)
    {
        Log.Suspended(logger, stored.Id, stored.Version, VisibleText.Line(problems[0].ToString()));
        suspensions.Add(Suspension.Command(stored, problems));
    }
}
