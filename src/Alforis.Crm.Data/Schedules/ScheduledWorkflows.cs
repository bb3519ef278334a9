using System.Collections.Concurrent;
using System.Text;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;
using Npgsql;

namespace Alforis.Crm.Data.Schedules;

/// <summary>Reads the workflows that a clock fires: active, not deleted, not suspended, no templates. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read workflows.</param>
public sealed class ScheduledWorkflows(NpgsqlDataSource dataSource)
{
    // Of what is read each minute only new versions are compiled: definitions are sent for those alone.
    private const string Sql = $"""
        SELECT w.id, w.name, w.current_version, coalesce(w.activated_at, w.created_at), greatest(w.activated_at, w.updated_at, v.created_at),
          CASE WHEN (w.id, w.current_version) IN (SELECT * FROM unnest($2, $3)) THEN NULL ELSE v.definition::text END
        FROM public.workflows w
        JOIN public.workflow_versions v ON v.workflow_id = w.id AND v.version = w.current_version
        WHERE w.trigger_type = '{TriggerNames.Scheduled}' AND w.status = 'active' AND w.deleted_at IS NULL AND w.suspended_at IS NULL
          AND NOT w.is_template AND ($1 = 0 OR w.id = $1)
        ORDER BY w.id
        """;

    private readonly WorkflowCompiler<CrmContext> compiler = new(CrmSchema.Instance);
    private ConcurrentDictionary<(long Id, int Version), Schedule?> known = [];

    /// <summary>All of them, by number. One whose definition this version refuses is left out: it is suspended where events are handled.</summary>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<IReadOnlyList<ScheduledWorkflow>> ReadAllAsync(CancellationToken ct)
    {
        var before = known;
        var (found, versions) = await ReadAsync(0, before, ct).ConfigureAwait(false);
        known = versions;
        return found;
    }

    /// <summary>One of them, or <see langword="null"/> when no clock fires the workflow of this number.</summary>
    /// <param name="id">The workflow's number, from 1.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<ScheduledWorkflow?> FindAsync(long id, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(id);
        var (found, versions) = await ReadAsync(id, known, ct).ConfigureAwait(false);
        foreach (var (version, schedule) in versions) known.TryAdd(version, schedule);
        return found.SingleOrDefault();
    }

    private async Task<(List<ScheduledWorkflow> Found, ConcurrentDictionary<(long, int), Schedule?> Versions)> ReadAsync(
        long id, ConcurrentDictionary<(long Id, int Version), Schedule?> before, CancellationToken ct)
    {
        var versions = id == 0 ? before.ToArray() : [];
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. versions.Select(v => v.Key.Id)] });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. versions.Select(v => v.Key.Version)] });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var (found, after) = (new List<ScheduledWorkflow>(), new ConcurrentDictionary<(long, int), Schedule?>());
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            var version = (reader.GetInt64(0), reader.GetInt32(2));
            if (!before.TryGetValue(version, out var schedule)) schedule = Compile(reader.GetString(5));
            after[version] = schedule;
            if (schedule is null) continue;
            found.Add(new ScheduledWorkflow(
                version.Item1, reader.GetString(1), schedule, reader.GetFieldValue<DateTimeOffset>(3), reader.GetFieldValue<DateTimeOffset>(4)));
        }

        return (found, after);
    }

    private Schedule? Compile(string definition)
    {
        var result = compiler.Compile(Encoding.UTF8.GetBytes(definition));
        return result.Succeeded && result.Workflow.TriggerType == TriggerNames.Scheduled ? Schedule.Of(result.Workflow) : null;
    }
}
