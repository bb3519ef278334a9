using Alforis.Workflows.Engine.Definitions;
using Dapper;
using Npgsql;

namespace Alforis.Crm.Data.Workflows;

/// <summary>Writes one definition inside a transaction that holds the lock of the workflow set.</summary>
internal static class WorkflowWriter
{
    /// <summary>Creates a workflow, or updates the one of the same name, as somebody.</summary>
    public static async Task<ImportedWorkflow> ImportAsync(NpgsqlConnection connection, WorkflowImport import, long? userId, CancellationToken ct)
    {
        var stored = await FindAsync(connection, import.Workflow.Definition.Name, null, ct).ConfigureAwait(false);
        return await WriteAsync(connection, import, stored, userId, ct).ConfigureAwait(false);
    }

    /// <summary>Updates a workflow, or creates one when there is no number; nobody else may have the name.</summary>
    public static async Task<ImportedWorkflow> WriteAsync(NpgsqlConnection connection, WorkflowImport import, long? id, CancellationToken ct)
    {
        var stored = id is null ? null : await FindAsync(connection, null, id, ct).ConfigureAwait(false);
        return await WriteAsync(connection, import, stored, null, ct).ConfigureAwait(false);
    }

    private static async Task<ImportedWorkflow> WriteAsync(NpgsqlConnection connection, WorkflowImport import, StoredDefinition? stored, long? userId, CancellationToken ct)
    {
        var definition = import.Workflow.Definition;
        var status = StatusText(import.Status);
        if (stored is null)
        {
            var id = await CreateAsync(connection, import, userId, ct).ConfigureAwait(false);
            return new(id, definition.Name, 1, ImportOutcome.Created, import.Status, null);
        }

        var same = string.Equals(stored.Definition, import.Text, StringComparison.Ordinal);
        var version = same ? stored.Version : stored.Version + 1;
        if (!same) await AddVersionAsync(connection, stored.Id, version, import.Text, userId, ct).ConfigureAwait(false);
        var lifts = stored.IsSuspended && import.Status == WorkflowStatus.Active;
        if (!same || status != stored.Status || lifts) await UpdateAsync(connection, stored.Id, version, import, userId, ct).ConfigureAwait(false);
        return new(
            stored.Id, definition.Name, version, same ? ImportOutcome.Unchanged : ImportOutcome.Updated, import.Status, ParseStatus(stored.Status));
    }

    private static Task<StoredDefinition?> FindAsync(NpgsqlConnection connection, string? name, long? id, CancellationToken ct) =>
        connection.QuerySingleOrDefaultAsync<StoredDefinition>(new CommandDefinition(
            """
            SELECT w.id AS "Id", w.current_version AS "Version", w.status AS "Status", w.suspended_at IS NOT NULL AS "IsSuspended",
              v.definition::text AS "Definition"
            FROM public.workflows w
            JOIN public.workflow_versions v ON v.workflow_id = w.id AND v.version = w.current_version
            WHERE (lower(w.name) = lower(@name) OR w.id = @id) AND w.deleted_at IS NULL
            FOR UPDATE OF w
            """,
            new { name, id }, cancellationToken: ct));

    /// <summary>Writes a new workflow with its first version; nobody else may have its name.</summary>
    public static async Task<long> CreateAsync(NpgsqlConnection connection, WorkflowImport import, long? userId, CancellationToken ct)
    {
        var id = await InsertAsync(connection, import, userId, ct).ConfigureAwait(false);
        await AddVersionAsync(connection, id, 1, import.Text, userId, ct).ConfigureAwait(false);
        return id;
    }

    private static Task<long> InsertAsync(NpgsqlConnection connection, WorkflowImport import, long? userId, CancellationToken ct) =>
        connection.ExecuteScalarAsync<long>(new CommandDefinition(
            """
            INSERT INTO public.workflows (name, description, category, status, is_template, trigger_type, current_version, activated_at, activated_by, created_by)
            VALUES (@Name, @description, @Category, @status, @IsTemplate, @TriggerType, 1, CASE WHEN @status = 'active' THEN now() END,
              CASE WHEN @status = 'active' THEN @userId END, @userId)
            RETURNING id
            """,
            new
            {
                import.Workflow.Definition.Name,
                description = import.Workflow.Definition.Description ?? "",
                import.Workflow.Definition.Category,
                status = StatusText(import.Status),
                userId,
                import.Workflow.Definition.IsTemplate,
                import.Workflow.TriggerType,
            },
            cancellationToken: ct));

    /// <summary>Writes another version, which is not the current one yet.</summary>
    public static Task<int> AddVersionAsync(NpgsqlConnection connection, long id, int version, string text, long? userId, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO public.workflow_versions (workflow_id, version, definition, created_by) VALUES (@id, @version, @text::json, @userId)",
            new { id, version, text, userId }, cancellationToken: ct));

    /// <summary>Makes a version the current one, with a status; whoever writes what is active is the one under whose authority it runs.</summary>
    public static Task<int> UpdateAsync(NpgsqlConnection connection, long id, int version, WorkflowImport import, long? userId, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE public.workflows
            SET name = @Name, description = @description, category = @Category, status = @status, is_template = @IsTemplate, trigger_type = @TriggerType,
              current_version = @version, suspended_at = NULL, suspended_reason = NULL,
              activated_at = CASE WHEN @status <> 'active' THEN activated_at WHEN status = 'active' THEN activated_at ELSE now() END,
              activated_by = CASE WHEN @status = 'active' THEN @userId ELSE activated_by END
            WHERE id = @id
            """,
            new
            {
                id,
                version,
                import.Workflow.Definition.Name,
                description = import.Workflow.Definition.Description ?? "",
                import.Workflow.Definition.Category,
                status = StatusText(import.Status),
                userId,
                import.Workflow.Definition.IsTemplate,
                import.Workflow.TriggerType,
            },
            cancellationToken: ct));

    /// <summary>A status as the database writes it.</summary>
    public static string StatusText(WorkflowStatus status) => status switch
    {
        WorkflowStatus.Active => "active",
        WorkflowStatus.Inactive => "inactive",
        _ => "draft",
    };

    /// <summary>A status as the database has it.</summary>
    public static WorkflowStatus ParseStatus(string text) => text switch
    {
        "active" => WorkflowStatus.Active,
        "inactive" => WorkflowStatus.Inactive,
        _ => WorkflowStatus.Draft,
    };

    private sealed record StoredDefinition(long Id, int Version, string Status, bool IsSuspended, string Definition);
}
