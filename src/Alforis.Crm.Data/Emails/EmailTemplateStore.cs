using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Diagnostics;
using Npgsql;

namespace Alforis.Crm.Data.Emails;

/// <summary>Stored e-mail templates. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write templates.</param>
public sealed class EmailTemplateStore(NpgsqlDataSource dataSource)
{
    private const string WriteSql = """
        WITH before AS (
          SELECT name, description, language, subject, body_html, body_text, is_active FROM public.email_templates WHERE lower(name) = lower($1)
        ), written AS (
          INSERT INTO public.email_templates AS t (name, description, language, subject, body_html, body_text)
          VALUES ($1, $2, $3, $4, $5, $6)
          ON CONFLICT (lower(name)) DO UPDATE
          SET name = $1, description = $2, language = $3, subject = $4, body_html = $5, body_text = $6, is_active = true
          WHERE (t.name, t.description, t.language, t.subject, t.body_html, t.body_text, t.is_active) IS DISTINCT FROM ($1, $2, $3, $4, $5, $6, true)
          RETURNING 1
        )
        SELECT EXISTS (SELECT FROM before), EXISTS (SELECT FROM written)
        """;

    /// <summary>Names in an entry of the trail: of 200 characters each, they are some kilobytes.</summary>
    private const int MostNamed = 20;

    private const string DeleteSql = "DELETE FROM public.email_templates WHERE lower(name) = lower($1) RETURNING name";

    private readonly WorkflowCompiler<CrmContext> compiler = new(CrmSchema.Instance);

    /// <summary>All that may be used, by name.</summary>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<IReadOnlyList<EmailTemplate>> ListAsync(CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        return (await EmailTemplateSet.LoadAsync(connection, null, ct).ConfigureAwait(false)).All;
    }

    /// <summary>The template of a name, whatever its case; <see langword="null"/> for none.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<EmailTemplate?> FindAsync(string name, CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        return (await EmailTemplateSet.LoadAsync(connection, [name], ct).ConfigureAwait(false)).Find(name);
    }

    /// <summary>Stores templates, or changes those of the same name: all or none, and none when an active workflow could not send them.</summary>
    /// <param name="templates">Templates that <see cref="EmailTemplateCheck"/> finds good; their names differ.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="ct">Rolls everything back.</param>
    public async Task<EmailTemplateImport> ImportAsync(IReadOnlyList<EmailTemplate> templates, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(templates);
        var change = await AuditedChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        // Nobody activates a workflow meanwhile.
        await WorkflowSetLock.TakeAsync(change.Transaction, ct).ConfigureAwait(false);
        var outcomes = new List<ImportOutcome>(templates.Count);
        foreach (var template in templates) outcomes.Add(await WriteAsync(change.Transaction.Connection!, template, ct).ConfigureAwait(false));
        var broken = await BrokenWorkflows.FindAsync(change.Transaction, compiler, templates.Select(t => t.Name), ct).ConfigureAwait(false);
        var changed = templates.Zip(outcomes).Where(t => t.Second != ImportOutcome.Unchanged).Select(t => JsonValue.Create(t.First.Name)).Take(MostNamed).ToArray();
        if (broken.Count == 0 && changed.Length > 0)
            await change.CommitAsync(new AuditEntry("email_template.import", "email_template") { Detail = new JsonObject { ["names"] = new JsonArray([.. changed]) } }, ct).ConfigureAwait(false);
        return new EmailTemplateImport(outcomes, broken);
    }

    /// <summary>Deletes a template.</summary>
    /// <param name="name">Its name, whatever its case.</param>
    /// <param name="force">Whether also when active workflows send it: they are suspended before the next event is handled.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <returns>What became of it, or <see langword="null"/> when there is none of this name.</returns>
    public async Task<EmailTemplateDeletion?> DeleteAsync(string name, bool force, Actor actor, CancellationToken ct)
    {
        var change = await AuditedChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        await WorkflowSetLock.TakeAsync(change.Transaction, ct).ConfigureAwait(false);
        using var delete = change.Command(DeleteSql, new NpgsqlParameter<string> { TypedValue = name });
        if (await delete.ExecuteScalarAsync(ct).ConfigureAwait(false) is not string stored) return null;
        var broken = await BrokenWorkflows.FindAsync(change.Transaction, compiler, [stored], ct).ConfigureAwait(false);
        var isDeleted = force || broken.Count == 0;
        if (isDeleted) await change.CommitAsync(new AuditEntry("email_template.delete", "email_template") { Detail = new JsonObject { ["name"] = stored } }, ct).ConfigureAwait(false);
        return new EmailTemplateDeletion(stored, isDeleted, broken);
    }

    private static async Task<ImportOutcome> WriteAsync(NpgsqlConnection connection, EmailTemplate template, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(WriteSql, connection);
        foreach (var text in new[] { template.Name, template.Description, template.Language, template.Subject, template.Html, template.Text })
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        await reader.ReadAsync(ct).ConfigureAwait(false);
        return (reader.GetBoolean(0), reader.GetBoolean(1)) switch
        {
            (false, _) => ImportOutcome.Created,
            (true, true) => ImportOutcome.Updated,
            _ => ImportOutcome.Unchanged,
        };
    }
}

/// <summary>What became of a template that was to be deleted.</summary>
/// <param name="Name">Its name, as it was stored.</param>
/// <param name="IsDeleted">Whether it is gone.</param>
/// <param name="Broken">The active workflows that send it.</param>
public sealed record EmailTemplateDeletion(string Name, bool IsDeleted, IReadOnlyList<BrokenWorkflow> Broken);

/// <summary>What became of templates.</summary>
/// <param name="Outcomes">What was done with each, in the order given; nothing if a workflow is broken.</param>
/// <param name="Broken">The active workflows that could not send them; empty when everything was stored.</param>
public sealed record EmailTemplateImport(IReadOnlyList<ImportOutcome> Outcomes, IReadOnlyList<BrokenWorkflow> Broken);

/// <summary>An active workflow that templates do not fit.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Diagnostics">Why, at the places where its definition names templates.</param>
public sealed record BrokenWorkflow(long Id, string Name, ImmutableArray<Diagnostic> Diagnostics);
