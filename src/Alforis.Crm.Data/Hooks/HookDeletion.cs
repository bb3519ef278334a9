using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
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
        SELECT g.id FROM gone g
        """;

    /// <summary>Deletes a hook with its secrets, and forgets which calls it received. Events and executions stay.</summary>
    /// <param name="slug">The hook.</param>
    /// <param name="actor">Who deletes it.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteAsync(string slug, Actor actor, CancellationToken ct)
    {
        var change = await AuditedChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        using var command = change.Command(Sql, new NpgsqlParameter<string> { TypedValue = slug });
        if (await command.ExecuteScalarAsync(ct).ConfigureAwait(false) is not long id) return false;
        await change.CommitAsync(new AuditEntry("incoming_hook.delete", "incoming_hook", id) { Detail = new JsonObject { ["slug"] = slug } }, ct).ConfigureAwait(false);
        return true;
    }
}
