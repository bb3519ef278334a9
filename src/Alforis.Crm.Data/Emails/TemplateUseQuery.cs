using System.Text;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Sql;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;
using Npgsql;

namespace Alforis.Crm.Data.Emails;

/// <summary>A workflow that sends a template.</summary>
/// <param name="Id">The workflow's number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status"><c>active</c>, <c>inactive</c> or <c>draft</c>.</param>
/// <param name="SuspendedAt">Since when it does not run though it is active; <see langword="null"/> when it does.</param>
public sealed record TemplateUse(long Id, string Name, string Status, DateTimeOffset? SuspendedAt);

/// <summary>Finds the workflows whose current version names a template. Those whose definition has mistakes send nothing, and are left out. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read workflows.</param>
public sealed class TemplateUseQuery(NpgsqlDataSource dataSource)
{
    // Only what might name one is compiled. JSON may write any letter as \u….
    private const string Sql = """
        SELECT w.id, w.name, w.status, w.suspended_at, v.definition::text
        FROM public.workflows w
        JOIN public.workflow_versions v ON v.workflow_id = w.id AND v.version = w.current_version
        WHERE w.deleted_at IS NULL AND NOT w.is_template AND (position('"template"' IN v.definition::text) > 0 OR position('\u' IN v.definition::text) > 0)
        ORDER BY w.status = 'active' DESC, lower(w.name), w.id
        """;

    private static readonly WorkflowCompiler<CrmContext> Compiler = new(CrmSchema.Instance);

    /// <summary>The workflows, active ones first, then by name.</summary>
    /// <param name="template">The template's name, whatever its case.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<IReadOnlyList<TemplateUse>> FindAsync(string template, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(template);
        using var command = dataSource.CreateCommand(Sql);
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var uses = new List<TemplateUse>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            if (Compiler.Compile(Encoding.UTF8.GetBytes(reader.GetString(4))).Workflow is { } workflow
                && TemplatedWorkflow.NamesIn(workflow).Contains(template, StringComparer.OrdinalIgnoreCase))
            {
                uses.Add(new TemplateUse(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.Moment(3)));
            }
        }

        return uses;
    }
}
