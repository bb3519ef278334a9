using System.Globalization;
using Alforis.Crm.Data.Contexts;
using Alforis.Crm.Data.Events;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Schema;
using Npgsql;

namespace Alforis.Crm.Data.Emails;

/// <summary>An e-mail as it would be.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Html">The text as HTML, what placeholders bring escaped.</param>
/// <param name="Text">The same as plain text.</param>
/// <param name="Problems">Why there is no e-mail; the texts are empty then.</param>
public sealed record PreviewedEmail(string Subject, string Html, string Text, IReadOnlyList<EmailTemplateProblem> Problems);

/// <summary>Shows what a template says, for an organisation or deal as it is now, or for one that is made up. Changes nothing, sends nothing. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read the CRM.</param>
/// <param name="clock">Says what <c>now</c> means.</param>
public sealed class EmailPreview(NpgsqlDataSource dataSource, TimeProvider clock)
{
    private readonly EmailTemplateCheck check = new();
    private readonly WorkflowCompiler<CrmContext> compiler = new(CrmSchema.Instance);

    /// <summary>The e-mail.</summary>
    /// <param name="template">The template.</param>
    /// <param name="entity">The type and number of what it is about; <see langword="null"/> for one that is made up.</param>
    /// <param name="culture">How numbers and dates are written where the template names no culture.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <returns>The e-mail, or <see langword="null"/> when there is no such entity.</returns>
    public async Task<PreviewedEmail?> RenderAsync(EmailTemplate template, (string Type, long Id)? entity, CultureInfo culture, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(template);
        var (options, problems) = check.Nearest(template, entity?.Type);
        var now = clock.GetUtcNow();
        var context = entity is { } real ? await LoadAsync(options.Trigger!, real.Type, real.Id, now, ct).ConfigureAwait(false) : SampleContext.Of(options, now);
        if (context is null) return null;
        if (problems.Count > 0) return new PreviewedEmail("", "", "", problems);
        var wanted = options with { Culture = culture };
        var parts = new[] { ("subject", template.Subject, SettingDestination.Header), ("html", template.Html, SettingDestination.Html), ("text", template.Text, SettingDestination.Text) };
        var texts = parts.Select(p => (Member: p.Item1, Rendered: compiler.CompileTemplate(p.Item2, wanted with { Destination = p.Item3 }).Template!.Render(context, now))).ToList();
        var failed = texts.Where(t => !t.Rendered.Succeeded).Select(t => new EmailTemplateProblem(t.Member, t.Rendered.Problem!)).ToList();
        return failed.Count > 0 ? new PreviewedEmail("", "", "", failed) : new PreviewedEmail(texts[0].Rendered.Text!, texts[1].Rendered.Text!, texts[2].Rendered.Text!, []);
    }

    private async Task<CrmContext?> LoadAsync(string trigger, string type, long id, DateTimeOffset now, CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var connectionDisposal = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var transactionDisposal = transaction.ConfigureAwait(false);
        using var find = new NpgsqlCommand($"SELECT to_jsonb(t)::text FROM {EntityNames.TableOf(type)} t WHERE t.id = $1", connection, transaction)
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = id } },
        };
        if (await find.ExecuteScalarAsync(ct).ConfigureAwait(false) is not string row) return null;
        var happened = new CrmEvent { EventId = 0, Lane = 0, OccurredAt = now, Types = [trigger], EntityType = type, EntityId = id, After = row };
        return (await ContextLoader.LoadAsync(transaction, [happened], ContextNeeds.All, now, ct).ConfigureAwait(false))[0];
    }
}
