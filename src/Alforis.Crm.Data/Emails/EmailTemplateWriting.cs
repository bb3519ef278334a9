using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Rows;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Compilation;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Emails;

/// <summary>What became of a wish to write a template.</summary>
public enum EmailTemplateOutcome
{
    /// <summary>It is as wished.</summary>
    Done,

    /// <summary>There is no such template.</summary>
    Unknown,

    /// <summary>Somebody else has changed it since it was read.</summary>
    ChangedMeanwhile,

    /// <summary>Another one has the name.</summary>
    NameTaken,

    /// <summary>It is not a template that could be sent.</summary>
    Invalid,

    /// <summary>Active workflows could not send it any more.</summary>
    BreaksWorkflows,
}

/// <summary>What became of a wish to write a template.</summary>
/// <param name="Outcome">What.</param>
/// <param name="Id">Its number.</param>
public sealed record EmailTemplateResult(EmailTemplateOutcome Outcome, long Id)
{
    /// <summary>The version that there is, when it is not the expected one.</summary>
    public RowVersion Version { get; init; }

    /// <summary>Why it could not be sent.</summary>
    public IReadOnlyList<EmailTemplateProblem> Problems { get; init; } = [];

    /// <summary>The workflows that could not send it.</summary>
    public IReadOnlyList<BrokenWorkflow> Broken { get; init; } = [];
}

/// <summary>Makes, changes and deletes templates one by one; never so that an active workflow could not send what it names. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write templates and the trail.</param>
public sealed class EmailTemplateWriting(NpgsqlDataSource dataSource)
{
    private const string Subject = "email_template";

    private const string InsertSql = """
        INSERT INTO public.email_templates (name, description, language, subject, body_html, body_text, is_active, created_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (lower(name)) DO NOTHING
        RETURNING id
        """;

    private const string UpdateSql = """
        UPDATE public.email_templates t SET name = $1, description = $2, language = $3, subject = $4, body_html = $5, body_text = $6, is_active = $7
        WHERE t.id = $8 AND NOT EXISTS (SELECT FROM public.email_templates o WHERE lower(o.name) = lower($1) AND o.id <> $8)
        """;

    private const string DeleteSql = "DELETE FROM public.email_templates t WHERE t.id = $1";

    private readonly EmailTemplateCheck check = new();
    private readonly WorkflowCompiler<CrmContext> compiler = new(CrmSchema.Instance);

    /// <summary>Makes a template.</summary>
    /// <param name="template">What it says.</param>
    /// <param name="isActive">Whether workflows may send it.</param>
    /// <param name="actor">Who makes it.</param>
    /// <param name="ct">Cancels; nothing is made then.</param>
    public async Task<EmailTemplateResult> CreateAsync(EmailTemplate template, bool isActive, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(actor);
        if (check.Find(template) is { Count: > 0 } problems) return new EmailTemplateResult(EmailTemplateOutcome.Invalid, 0) { Problems = problems };
        var change = await BeginAsync(actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        using var insert = Write(change, InsertSql, template, isActive);
        insert.Parameters.Add(new NpgsqlParameter { Value = (object?)actor.UserId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        if (await insert.ExecuteScalarAsync(ct).ConfigureAwait(false) is not long id) return new EmailTemplateResult(EmailTemplateOutcome.NameTaken, 0);
        return await CommitAsync(change, "create", id, template.Name, [], ct).ConfigureAwait(false);
    }

    /// <summary>Changes a template. A change that changes nothing leaves no trace.</summary>
    /// <param name="id">The template.</param>
    /// <param name="edit">Makes the new one of what it says and whether workflows may send it.</param>
    /// <param name="isExpected">Whether the version that there is may be changed.</param>
    /// <param name="actor">Who changes it.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    public async Task<EmailTemplateResult> UpdateAsync(
        long id, Func<EmailTemplateDetail, EmailTemplateDetail> edit, Func<RowVersion, bool> isExpected, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(edit);
        ArgumentNullException.ThrowIfNull(isExpected);
        var change = await BeginAsync(actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        var before = await EmailTemplateQuery.LockAsync(change.Transaction, id, ct).ConfigureAwait(false);
        if (before is null) return new EmailTemplateResult(EmailTemplateOutcome.Unknown, id);
        if (!isExpected(before.Version)) return new EmailTemplateResult(EmailTemplateOutcome.ChangedMeanwhile, id) { Version = before.Version };
        var after = edit(before);
        if (after == before) return new EmailTemplateResult(EmailTemplateOutcome.Done, id);
        if (check.Find(after.Template()) is { Count: > 0 } problems) return new EmailTemplateResult(EmailTemplateOutcome.Invalid, id) { Problems = problems };
        using var update = Write(change, UpdateSql, after.Template(), after.IsActive);
        update.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        if (await update.ExecuteNonQueryAsync(ct).ConfigureAwait(false) == 0) return new EmailTemplateResult(EmailTemplateOutcome.NameTaken, id);
        return await CommitAsync(change, "update", id, after.Name, [before.Name, after.Name], ct).ConfigureAwait(false);
    }

    /// <summary>Deletes a template.</summary>
    /// <param name="id">The template.</param>
    /// <param name="isExpected">Whether the version that there is may be deleted.</param>
    /// <param name="actor">Who deletes it.</param>
    /// <param name="ct">Cancels; nothing is deleted then.</param>
    public async Task<EmailTemplateResult> DeleteAsync(long id, Func<RowVersion, bool> isExpected, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(isExpected);
        var change = await BeginAsync(actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        var before = await EmailTemplateQuery.LockAsync(change.Transaction, id, ct).ConfigureAwait(false);
        if (before is null) return new EmailTemplateResult(EmailTemplateOutcome.Unknown, id);
        if (!isExpected(before.Version)) return new EmailTemplateResult(EmailTemplateOutcome.ChangedMeanwhile, id) { Version = before.Version };
        using var delete = change.Command(DeleteSql, new NpgsqlParameter<long> { TypedValue = id });
        await delete.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        return await CommitAsync(change, "delete", id, before.Name, [before.Name], ct).ConfigureAwait(false);
    }

    private async Task<AuditedChange> BeginAsync(Actor actor, CancellationToken ct)
    {
        var change = await AuditedChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        // Nobody activates a workflow meanwhile.
        await WorkflowSetLock.TakeAsync(change.Transaction, ct).ConfigureAwait(false);
        return change;
    }

    private async Task<EmailTemplateResult> CommitAsync(AuditedChange change, string verb, long id, string name, string[] changed, CancellationToken ct)
    {
        var broken = changed.Length == 0 ? [] : await BrokenWorkflows.FindAsync(change.Transaction, compiler, changed, ct).ConfigureAwait(false);
        if (broken.Count > 0) return new EmailTemplateResult(EmailTemplateOutcome.BreaksWorkflows, id) { Broken = broken };
        await change.CommitAsync(new AuditEntry($"{Subject}.{verb}", Subject, id) { Detail = new JsonObject { ["name"] = name } }, ct).ConfigureAwait(false);
        return new EmailTemplateResult(EmailTemplateOutcome.Done, id);
    }

    private static NpgsqlCommand Write(AuditedChange change, string sql, EmailTemplate template, bool isActive)
    {
        var command = change.Command(sql);
        foreach (var text in (string[])[template.Name, template.Description, template.Language, template.Subject, template.Html, template.Text])
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = isActive });
        return command;
    }
}
