using System.Text;
using Alforis.Crm.Data.Emails;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Printing;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Matching;
using Dapper;
using Npgsql;

namespace Alforis.Crm.Data.Workflows;

/// <summary>
/// The very versions that executions began with: a version never changes, so each is compiled once, and again when an e-mail template that it
/// names has changed. Not thread-safe.
/// </summary>
internal sealed class WorkflowVersions
{
    /// <summary>More than a host has under way at a time; then it starts over.</summary>
    private const int Most = 2000;

    private const string Sql = """
        SELECT v.workflow_id AS "Id", v.version AS "Version", v.definition::text AS "Text", NULL::bigint AS "ActivatedBy"
        FROM unnest(@Ids, @Versions) AS x (id, version)
        JOIN public.workflow_versions v ON v.workflow_id = x.id AND v.version = x.version
        """;

    private readonly WorkflowCompiler<CrmContext> compiler = new(CrmSchema.Instance);
    private readonly Dictionary<(long Id, int Version), (WorkflowEntry<CrmContext>? Entry, string? Problem)> known = [];

    /// <summary>Those of <see cref="known"/> that name templates.</summary>
    private readonly Dictionary<(long Id, int Version), TemplatedVersion> templated = [];

    /// <summary>Loads and compiles what is not known yet.</summary>
    public async Task LoadAsync(NpgsqlTransaction transaction, IReadOnlyCollection<(long Id, int Version)> wanted, CancellationToken ct)
    {
        if (known.Count > Most)
        {
            known.Clear();
            templated.Clear();
        }

        var missing = wanted.Where(w => !known.ContainsKey(w)).Distinct().ToList();
        if (missing.Count > 0) await CompileAsync(transaction, missing, ct).ConfigureAwait(false);
        await FillAsync(transaction, [.. wanted.Where(templated.ContainsKey).Distinct()], ct).ConfigureAwait(false);
    }

    private async Task CompileAsync(NpgsqlTransaction transaction, IReadOnlyCollection<(long Id, int Version)> missing, CancellationToken ct)
    {
        var command = new CommandDefinition(
            Sql, new { Ids = missing.Select(m => m.Id).ToArray(), Versions = missing.Select(m => m.Version).ToArray() }, transaction, cancellationToken: ct);
        foreach (var stored in await transaction.Connection!.QueryAsync<ActiveDefinition>(command).ConfigureAwait(false))
            known[(stored.Id, stored.Version)] = Compile(stored);
    }

    /// <summary>A version that was loaded, or why it cannot run, as a sentence.</summary>
    public (WorkflowEntry<CrmContext>? Entry, string? Problem) Find(long id, int version) =>
        known.TryGetValue((id, version), out var found) ? found : (null, $"Version {version} of its workflow is gone.");

    private async Task FillAsync(NpgsqlTransaction transaction, IReadOnlyList<(long Id, int Version)> wanted, CancellationToken ct)
    {
        if (wanted.Count == 0) return;
        var names = wanted.SelectMany(w => TemplatedWorkflow.NamesIn(templated[w].Workflow)).Distinct(StringComparer.OrdinalIgnoreCase);
        var templates = await EmailTemplateSet.LoadAsync(transaction.Connection!, names, ct).ConfigureAwait(false);
        foreach (var key in wanted)
        {
            var version = templated[key];
            var texts = TemplatedWorkflow.NamesIn(version.Workflow).Select(templates.Find).ToList();
            if (version.Texts is { } before && before.SequenceEqual(texts)) continue;
            version.Texts = texts;
            var (filled, problems) = TemplatedWorkflow.Fill(compiler, version.Workflow, version.Utf8, templates);
            known[key] = filled is null ? (null, problems[0].Message) : (new WorkflowEntry<CrmContext>(key.Id, key.Version, filled), null);
        }
    }

    private (WorkflowEntry<CrmContext>?, string?) Compile(ActiveDefinition stored)
    {
        var utf8 = Encoding.UTF8.GetBytes(stored.Text);
        var result = compiler.Compile(utf8);
        if (result.Succeeded)
        {
            if (TemplatedWorkflow.NamesIn(result.Workflow).Any()) templated[(stored.Id, stored.Version)] = new TemplatedVersion(result.Workflow, utf8);
            return (new WorkflowEntry<CrmContext>(stored.Id, stored.Version, result.Workflow), null);
        }

        var first = result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);
        return (null, $"Version {stored.Version} of its workflow cannot run here any more: {VisibleText.Line(first.ToString())}");
    }

    private sealed record TemplatedVersion(CompiledWorkflow<CrmContext> Workflow, byte[] Utf8)
    {
        /// <summary>What it was last filled with.</summary>
        public IReadOnlyList<EmailTemplate?>? Texts { get; set; }
    }
}
