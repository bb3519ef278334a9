using System.Collections.Frozen;
using Npgsql;

namespace Alforis.Crm.Data.Accounts;

/// <summary>What a user may do at the moment. Immutable.</summary>
/// <param name="UserId">The user's number.</param>
/// <param name="Name">Their e-mail address.</param>
/// <param name="IsActive">Whether the account is enabled; if not, they may do nothing.</param>
/// <param name="Permissions">What their roles allow, each as <c>resource:action</c>.</param>
public sealed record Authority(long UserId, string Name, bool IsActive, FrozenSet<string> Permissions)
{
    private const string Sql = """
        SELECT u.id, u.email, u.is_active,
          ARRAY(SELECT DISTINCT p.resource || ':' || p.action
                FROM public.user_roles ur
                JOIN public.role_permissions rp ON rp.role_id = ur.role_id
                JOIN public.permissions p ON p.id = rp.permission_id
                WHERE ur.user_id = u.id)
        FROM public.users u
        WHERE u.id = ANY ($1)
        """;

    /// <summary>The authority of one user, as it is in a transaction.</summary>
    /// <param name="transaction">Reads it; what is decided by it belongs there, too.</param>
    /// <param name="userId">The user's number.</param>
    /// <param name="ct">Cancels the query.</param>
    /// <returns><see langword="null"/> when there is no such user.</returns>
    public static async Task<Authority?> ReadAsync(NpgsqlTransaction transaction, long userId, CancellationToken ct) =>
        (await ReadAllAsync(transaction, [userId], ct).ConfigureAwait(false)).GetValueOrDefault(userId);

    /// <summary>The authorities of users by their numbers; who is not there is left out.</summary>
    /// <param name="transaction">Reads them.</param>
    /// <param name="userIds">Their numbers.</param>
    /// <param name="ct">Cancels the query.</param>
    public static async Task<IReadOnlyDictionary<long, Authority>> ReadAllAsync(NpgsqlTransaction transaction, IReadOnlyCollection<long> userIds, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(userIds);
        var found = new Dictionary<long, Authority>();
        if (userIds.Count == 0) return found;
        using var command = new NpgsqlCommand(Sql, transaction.Connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. userIds] });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            var id = reader.GetInt64(0);
            found[id] = new Authority(id, reader.GetString(1), reader.GetBoolean(2), reader.GetFieldValue<string[]>(3).ToFrozenSet(StringComparer.Ordinal));
        }

        return found;
    }
}
