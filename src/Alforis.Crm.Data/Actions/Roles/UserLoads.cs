using Npgsql;

namespace Alforis.Crm.Data.Actions.Roles;

/// <summary>
/// How much each user has to do. For a task: open tasks. For being in charge: open deals, and active organisations that are neither lost nor
/// dormant, as well.
/// </summary>
internal static class UserLoads
{
    private const string TasksSql = """
        SELECT u.id, (SELECT count(*) FROM public.tasks t WHERE t.assigned_to = u.id AND t.status IN ('todo', 'in_progress'))
        FROM unnest($1::bigint[]) AS u (id)
        """;

    private const string AllSql = """
        SELECT u.id,
          (SELECT count(*) FROM public.tasks t WHERE t.assigned_to = u.id AND t.status IN ('todo', 'in_progress'))
          + (SELECT count(*) FROM public.deals d WHERE d.assigned_to = u.id AND d.stage NOT IN ('signe', 'perdu', 'inactif'))
          + (SELECT count(*) FROM public.organisations o
             WHERE o.assigned_to = u.id AND o.is_active AND o.pipeline_stage NOT IN ('perdu', 'inactif'))
        FROM unnest($1::bigint[]) AS u (id)
        """;

    public static async Task<Dictionary<long, long>> ReadAsync(
        NpgsqlTransaction transaction, RolePurpose purpose, long[] users, CancellationToken ct)
    {
        var loads = new Dictionary<long, long>();
        if (users.Length == 0) return loads;
        using var command = new NpgsqlCommand(purpose == RolePurpose.Task ? TasksSql : AllSql, transaction.Connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = users });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) loads[reader.GetInt64(0)] = reader.GetInt64(1);
        return loads;
    }
}
