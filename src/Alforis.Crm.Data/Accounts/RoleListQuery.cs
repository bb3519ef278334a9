using Npgsql;

namespace Alforis.Crm.Data.Accounts;

/// <summary>A role.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for, in French.</param>
/// <param name="Permissions">What it allows, each as <c>resource:action</c>, in order.</param>
/// <param name="Users">How many active users have it.</param>
public sealed record RoleSummary(string Name, string Description, IReadOnlyList<string> Permissions, int Users);

/// <summary>Lists the roles. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read accounts.</param>
public sealed class RoleListQuery(NpgsqlDataSource dataSource)
{
    private const string Sql = """
        SELECT r.name, r.description,
          ARRAY(SELECT p.resource || ':' || p.action
                FROM public.role_permissions rp JOIN public.permissions p ON p.id = rp.permission_id
                WHERE rp.role_id = r.id ORDER BY 1),
          (SELECT count(*)::int FROM public.user_roles ur JOIN public.users u ON u.id = ur.user_id WHERE ur.role_id = r.id AND u.is_active)
        FROM public.roles r
        ORDER BY r.id
        """;

    /// <summary>All of them, those that allow most first.</summary>
    /// <param name="ct">Cancels the query.</param>
    public async Task<IReadOnlyList<RoleSummary>> ListAsync(CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var roles = new List<RoleSummary>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
            roles.Add(new RoleSummary(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<string[]>(2), reader.GetInt32(3)));
        return roles;
    }
}
