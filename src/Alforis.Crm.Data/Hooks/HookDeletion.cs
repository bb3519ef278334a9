using Npgsql;

namespace Alforis.Crm.Data.Hooks;

/// <summary>Deletes hooks. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write hooks.</param>
public sealed class HookDeletion(NpgsqlDataSource dataSource)
{
    private const string Sql = """
        WITH gone AS (
          DELETE FROM public.incoming_hooks h WHERE h.slug = $1 RETURNING h.id
        ), forgotten AS (
          DELETE FROM workflow.hook_calls c USING gone g WHERE c.hook_id = g.id
        )
        SELECT count(*) FROM gone
        """;

    /// <summary>Deletes a hook with its secrets, and forgets which calls it received. Events and executions stay.</summary>
    /// <param name="slug">The hook.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteAsync(string slug, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = slug });
        return await command.ExecuteScalarAsync(ct).ConfigureAwait(false) is > 0L;
    }
}
