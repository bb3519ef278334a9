using Npgsql;

namespace Alforis.Crm.Data.WebhookTargets;

/// <summary>A workflow that names a target.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">Its status.</param>
/// <param name="IsSubscription">Whether the system wrote it for a subscription of the target.</param>
public sealed record TargetUse(long Id, string Name, string Status, bool IsSubscription);

/// <summary>Finds the workflows whose current definitions name a target. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read workflows.</param>
public sealed class TargetUsesQuery(NpgsqlDataSource dataSource)
{
    private const string Sql = """
        SELECT w.id, w.name, w.status, w.webhook_id IS NOT NULL
        FROM public.workflows w
        JOIN public.workflow_versions v ON v.workflow_id = w.id AND v.version = w.current_version
        WHERE w.deleted_at IS NULL AND EXISTS (
          SELECT FROM json_array_elements(CASE WHEN json_typeof(v.definition -> 'actions') = 'array' THEN v.definition -> 'actions' ELSE '[]' END) AS a(action)
          WHERE lower(a.action -> 'config' ->> 'target') = lower($1))
        ORDER BY w.id
        """;

    /// <summary>The workflows, by number.</summary>
    /// <param name="name">The target, in any case.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<IReadOnlyList<TargetUse>> ListAsync(string name, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var uses = new List<TargetUse>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) uses.Add(new TargetUse(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetBoolean(3)));
        return uses;
    }
}
