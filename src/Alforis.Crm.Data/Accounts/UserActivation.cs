using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Vocabulary;
using Npgsql;

namespace Alforis.Crm.Data.Accounts;

/// <summary>Enables and disables accounts. Who is disabled is signed out everywhere, and what they activated is suspended. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write accounts.</param>
public sealed class UserActivation(NpgsqlDataSource dataSource)
{
    private const string Sql = "UPDATE public.users SET is_active = $2 WHERE id = $1";

    /// <summary>Enables or disables an account.</summary>
    /// <param name="userId">The user's number.</param>
    /// <param name="isActive">Whether its user may sign in from now on.</param>
    /// <param name="actor">Who decides.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    public async Task<AccountOutcome> SetAsync(long userId, bool isActive, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var change = await AccountChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        if (await change.FindAsync(userId, ct).ConfigureAwait(false) is not { } before) return AccountOutcome.Unknown;
        if (!isActive && actor.UserId == userId) return AccountOutcome.Oneself;
        if (!await change.HoldsAsync(before.Roles, ct).ConfigureAwait(false)) return AccountOutcome.RoleNotHeld;
        if (before.IsActive == isActive) return AccountOutcome.Done;

        await change.ExecuteAsync(Sql, ct, new NpgsqlParameter<long> { TypedValue = userId }, new NpgsqlParameter<bool> { TypedValue = isActive }).ConfigureAwait(false);
        if (!isActive)
        {
            if (before.Roles.Contains(RoleNames.Admin, StringComparer.Ordinal) && !await change.HasAdministratorAsync(ct).ConfigureAwait(false)) return AccountOutcome.LastAdministrator;
            await SessionEnding.EndAllAsync(change.Transaction, userId, SessionEnd.Disabled, null, ct).ConfigureAwait(false);
        }

        await change.CompleteAsync(new AuditEntry(isActive ? "user.enable" : "user.disable", "user", userId), ct).ConfigureAwait(false);
        return AccountOutcome.Done;
    }
}
