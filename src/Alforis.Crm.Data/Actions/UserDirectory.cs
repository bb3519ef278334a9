using Alforis.Crm.Data.Actions.Formats;
using Npgsql;

namespace Alforis.Crm.Data.Actions;

/// <summary>
/// The users that the actions of a batch name, locked so that none of them vanishes before the batch is committed; those whom somebody
/// else holds are passed over.
/// </summary>
internal sealed class UserDirectory
{
    private const string Sql = """
        WITH named AS MATERIALIZED (
          SELECT u.id, lower(u.email) AS email, u.is_active, NULL AS role
          FROM public.users u
          WHERE u.id = ANY ($1) OR lower(u.email) = ANY ($2)
          UNION ALL
          SELECT u.id, NULL, u.is_active, r.name
          FROM public.roles r
          LEFT JOIN public.user_roles ur ON ur.role_id = r.id
          LEFT JOIN public.users u ON u.id = ur.user_id AND u.is_active
          WHERE r.name = ANY ($3)
        ), locked AS MATERIALIZED (
          SELECT u.id FROM public.users u
          WHERE u.id = ANY (ARRAY(SELECT n.id FROM named n WHERE n.is_active))
          ORDER BY u.id
          FOR KEY SHARE SKIP LOCKED
        )
        SELECT n.id, n.email, n.is_active, n.role, n.is_active AND l.id IS NULL
        FROM named n
        LEFT JOIN locked l ON l.id = n.id
        """;

    private readonly Dictionary<UserReference, List<long>> active = [];
    private readonly HashSet<UserReference> disabled = [];
    private readonly HashSet<UserReference> held = [];
    private readonly HashSet<string> roles = new(StringComparer.Ordinal);

    /// <summary>The references to users whom somebody else holds.</summary>
    public IReadOnlySet<UserReference> Held => held;

    /// <summary>Locks and reads the users.</summary>
    public static async Task<UserDirectory> ReadAsync(NpgsqlTransaction transaction, IReadOnlyCollection<UserReference> wanted, CancellationToken ct)
    {
        var directory = new UserDirectory();
        if (wanted.Count == 0) return directory;
        var byId = wanted.Where(u => u.Kind == UserReferenceKind.Id).ToLookup(u => u.Id);
        var byEmail = wanted.Where(u => u.Kind == UserReferenceKind.Email).ToLookup(u => u.Name, StringComparer.Ordinal);
        var byRole = wanted.Where(u => u.Kind == UserReferenceKind.Role).ToLookup(u => u.Name, StringComparer.Ordinal);
        using var command = new NpgsqlCommand(Sql, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<long[]> { TypedValue = [.. byId.Select(g => g.Key)] },
                new NpgsqlParameter<string[]> { TypedValue = [.. byEmail.Select(g => g.Key)] },
                new NpgsqlParameter<string[]> { TypedValue = [.. byRole.Select(g => g.Key)] },
            },
        };
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            var role = reader.IsDBNull(3) ? null : reader.GetString(3);
            if (role is not null) directory.roles.Add(role);
            if (reader.IsDBNull(0)) continue;
            var id = reader.GetInt64(0);
            IEnumerable<UserReference> named = role is not null ? byRole[role] : byId[id].Concat(byEmail[reader.GetString(1)]);
            foreach (var reference in named)
            {
                directory.Add(reference, id, reader.GetBoolean(2));
                if (reader.GetBoolean(4)) directory.held.Add(reference);
            }
        }

        return directory;
    }

    /// <summary>The users behind a reference, or why there are none.</summary>
    public (IReadOnlyList<long> Users, string? Problem) Find(UserReference reference)
    {
        if (active.TryGetValue(reference, out var users)) return (users, null);
        if (disabled.Contains(reference)) return ([], $"The user {reference} is disabled.");
        if (reference.Kind != UserReferenceKind.Role) return ([], $"There is no user {reference}.");
        return ([], roles.Contains(reference.Name) ? $"Nobody who is active has the role {reference.Name}." : $"There is no role {reference.Name}.");
    }

    private void Add(UserReference reference, long id, bool isActive)
    {
        if (!isActive)
        {
            disabled.Add(reference);
            return;
        }

        if (!active.TryGetValue(reference, out var users)) active[reference] = users = [];
        users.Add(id);
    }
}
