using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Vocabulary;
using Npgsql;

namespace Alforis.Crm.Data.Accounts;

/// <summary>Gives accounts their roles. Whose roles change is signed out everywhere. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write accounts.</param>
public sealed class UserRoleChange(NpgsqlDataSource dataSource)
{
    private const string TakeSql = """
        DELETE FROM public.user_roles ur USING public.roles r WHERE ur.user_id = $1 AND r.id = ur.role_id AND r.name <> ALL ($2)
        """;

    private const string GiveSql = """
        INSERT INTO public.user_roles (user_id, role_id) SELECT $1, r.id FROM public.roles r WHERE r.name = ANY ($2) ON CONFLICT DO NOTHING
        """;

    private const string StampSql = "UPDATE public.users SET updated_at = clock_timestamp() WHERE id = $1";

    /// <summary>Gives a user these roles and no others.</summary>
    /// <param name="userId">The user's number.</param>
    /// <param name="roles">The names of the roles; they exist.</param>
    /// <param name="allows">Whether the account, as it is, is the one that the change was meant for.</param>
    /// <param name="actor">Who gives them.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    public async Task<AccountOutcome> SetAsync(long userId, IReadOnlyCollection<string> roles, Func<UserAccount, bool> allows, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(roles);
        ArgumentNullException.ThrowIfNull(allows);
        var change = await AccountChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        if (await change.FindAsync(userId, ct).ConfigureAwait(false) is not { } before) return AccountOutcome.Unknown;
        if (!await change.HoldsAsync(before.Roles.Union(roles, StringComparer.Ordinal), ct).ConfigureAwait(false)) return AccountOutcome.RoleNotHeld;
        if (!allows(before)) return AccountOutcome.ChangedMeanwhile;
        if (before.Roles.ToHashSet(StringComparer.Ordinal).SetEquals(roles)) return AccountOutcome.Done;

        NpgsqlParameter[] Parameters() => [new NpgsqlParameter<long> { TypedValue = userId }, new NpgsqlParameter<string[]> { TypedValue = [.. roles] }];
        await change.ExecuteAsync(TakeSql, ct, Parameters()).ConfigureAwait(false);
        await change.ExecuteAsync(GiveSql, ct, Parameters()).ConfigureAwait(false);
        if (before.Roles.Contains(RoleNames.Admin, StringComparer.Ordinal) && before.IsActive && !await change.HasAdministratorAsync(ct).ConfigureAwait(false)) return AccountOutcome.LastAdministrator;
        await change.ExecuteAsync(StampSql, ct, new NpgsqlParameter<long> { TypedValue = userId }).ConfigureAwait(false);
        await SessionEnding.EndAllAsync(change.Transaction, userId, SessionEnd.Roles, null, ct).ConfigureAwait(false);
        var detail = new JsonObject { ["before"] = List(before.Roles), ["after"] = List(roles.Order(StringComparer.Ordinal)) };
        await change.CompleteAsync(new AuditEntry("user.roles", "user", userId) { Detail = detail }, ct).ConfigureAwait(false);
        return AccountOutcome.Done;
    }

    private static JsonArray List(IEnumerable<string> roles) => [.. roles.Select(r => JsonValue.Create(r))];
}
