using System.Text;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Sql;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;
using Npgsql;

namespace Alforis.Crm.Data.Schedules;

/// <summary>Reads the schedules of stored workflows, for people. Deleted workflows are left out. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read workflows.</param>
public sealed class StoredScheduleQuery(NpgsqlDataSource dataSource)
{
    private const string Sql = $"""
        SELECT w.id, w.name,
          CASE WHEN w.is_template THEN 'template' WHEN w.status = 'active' AND w.suspended_at IS NOT NULL THEN 'suspended' ELSE w.status END,
          w.trigger_type, (SELECT max(t.fire_time) FROM workflow.ticks t WHERE t.workflow_id = w.id), v.definition::text
        FROM public.workflows w
        JOIN public.workflow_versions v ON v.workflow_id = w.id AND v.version = w.current_version
        WHERE w.deleted_at IS NULL AND (w.id = $1 OR ($1 = 0 AND w.trigger_type = '{TriggerNames.Scheduled}'))
        ORDER BY w.id
        """;

    private readonly WorkflowCompiler<CrmContext> compiler = new(CrmSchema.Instance);

    /// <summary>All workflows with the trigger <c>scheduled</c>, by number.</summary>
    /// <param name="ct">Cancels the reading.</param>
    public Task<IReadOnlyList<StoredSchedule>> ListAsync(CancellationToken ct) => ReadAsync(0, ct);

    /// <summary>One workflow, whatever its trigger, or <see langword="null"/> when there is none of this number.</summary>
    /// <param name="id">The workflow's number, from 1.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<StoredSchedule?> FindAsync(long id, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(id);
        return (await ReadAsync(id, ct).ConfigureAwait(false)).SingleOrDefault();
    }

    private async Task<IReadOnlyList<StoredSchedule>> ReadAsync(long id, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var found = new List<StoredSchedule>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            found.Add(new StoredSchedule(
                reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), Compile(reader.GetString(5)), reader.Moment(4)));
        }

        return found;
    }

    private Schedule? Compile(string definition)
    {
        var result = compiler.Compile(Encoding.UTF8.GetBytes(definition));
        return result.Succeeded && result.Workflow.TriggerType == TriggerNames.Scheduled ? Schedule.Of(result.Workflow) : null;
    }
}
