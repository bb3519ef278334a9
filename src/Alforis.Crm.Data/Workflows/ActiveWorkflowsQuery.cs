using System.Text.Json;
using System.Text.Json.Serialization;
using Alforis.Workflows.Engine.Diagnostics;
using Npgsql;

namespace Alforis.Crm.Data.Workflows;

/// <summary>Reads the active workflows, and suspends those that cannot run here.</summary>
internal static class ActiveWorkflowsQuery
{
    private const string ReadSql = """
        SELECT s.revision, w.id, w.current_version, v.definition::text
        FROM workflow.set_revision s
        LEFT JOIN public.workflows w
          ON w.status = 'active' AND w.deleted_at IS NULL AND w.suspended_at IS NULL AND NOT w.is_template
        LEFT JOIN public.workflow_versions v ON v.workflow_id = w.id AND v.version = w.current_version
        """;

    private const string SuspendSql = """
        UPDATE public.workflows SET suspended_at = clock_timestamp(), suspended_reason = $3::jsonb
        WHERE id = $1 AND current_version = $2 AND suspended_at IS NULL
        """;

    /// <summary>The active workflows and the revision of the set, in one snapshot.</summary>
    public static async Task<(long Revision, List<StoredWorkflow> Workflows)> ReadAsync(NpgsqlTransaction transaction, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(ReadSql, transaction.Connection, transaction);
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var revision = 0L;
        var workflows = new List<StoredWorkflow>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            revision = reader.GetInt64(0);
            if (!reader.IsDBNull(1)) workflows.Add(new StoredWorkflow(reader.GetInt64(1), reader.GetInt32(2), reader.GetString(3)));
        }

        return (revision, workflows);
    }

    /// <summary>Marks a workflow as unable to run, with its diagnostics; an edit or a reactivation lifts it.</summary>
    public static NpgsqlBatchCommand Suspend(StoredWorkflow workflow, IEnumerable<Diagnostic> diagnostics) => new(SuspendSql)
    {
        Parameters =
        {
            new NpgsqlParameter<long> { TypedValue = workflow.Id },
            new NpgsqlParameter<int> { TypedValue = workflow.Version },
            new NpgsqlParameter<string> { TypedValue = JsonSerializer.Serialize(diagnostics, DiagnosticsJson.Default.IEnumerableDiagnostic) },
        },
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IEnumerable<Diagnostic>))]
internal sealed partial class DiagnosticsJson : JsonSerializerContext;
