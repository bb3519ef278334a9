using Alforis.Crm.Data.Actions.Formats;
using Npgsql;

namespace Alforis.Crm.Data.Actions.AssignUser;

/// <summary>Chooses users of roles for one batch, each choice on top of those before it. Not thread-safe.</summary>
internal sealed class RoleChoices
{
    private readonly Dictionary<UserReference, long[]> candidates = [];
    private readonly Dictionary<string, long> changed = new(StringComparer.Ordinal);
    private Dictionary<string, long> turns = [];
    private Dictionary<long, long> loads = [];

    /// <summary>Reads what choosing needs; locks the turns until the transaction ends.</summary>
    public static async Task<RoleChoices> ReadAsync(NpgsqlTransaction transaction, BatchNeeds needs, UserDirectory users, CancellationToken ct)
    {
        var choices = new RoleChoices();
        if (needs.Choices.Count == 0) return choices;
        foreach (var (role, _) in needs.Choices) choices.candidates[role] = [.. users.Find(role).Users.Order()];

        // For both strategies: two batches that counted at once would both choose whoever is least busy now.
        string[] roles = [.. needs.Choices.Select(c => c.Role.Name).Distinct(StringComparer.Ordinal)];
        choices.turns = await RoleTurns.LockAsync(transaction, roles, ct).ConfigureAwait(false);
        var byLoad = needs.Choices.Where(c => c.Strategy == RoleStrategy.LeastBusy).SelectMany(c => choices.candidates[c.Role]).Distinct();
        choices.loads = await UserLoads.ReadAsync(transaction, [.. byLoad], ct).ConfigureAwait(false);
        return choices;
    }

    /// <summary>Whether somebody is active and has the role.</summary>
    public bool Has(UserReference role, long user) => Array.BinarySearch(candidates[role], user) >= 0;

    /// <summary>The next user; the role must have somebody.</summary>
    /// <returns>The user, and what takes the choice back.</returns>
    public (long User, Action Undo) Choose(UserReference role, RoleStrategy strategy)
    {
        var users = candidates[role];
        if (strategy == RoleStrategy.LeastBusy) return (users.MinBy(u => loads[u]), static () => { });
        var last = turns[role.Name];
        var index = Array.FindIndex(users, u => u > last);
        var user = users[Math.Max(index, 0)];
        turns[role.Name] = changed[role.Name] = user;
        return (user, () => turns[role.Name] = changed[role.Name] = last);
    }

    /// <summary>Counts an assignment that the batch makes, or takes back with -1.</summary>
    public void Count(long user, int more)
    {
        if (loads.TryGetValue(user, out var load)) loads[user] = load + more;
    }

    /// <summary>Remembers whose turn it was.</summary>
    public Task WriteAsync(NpgsqlTransaction transaction, CancellationToken ct) => RoleTurns.WriteAsync(transaction, changed, ct);
}
