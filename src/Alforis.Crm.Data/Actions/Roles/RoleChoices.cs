using Alforis.Crm.Data.Actions.Formats;
using Npgsql;

namespace Alforis.Crm.Data.Actions.Roles;

/// <summary>Chooses users of roles for one batch, each choice on top of those before it. Not thread-safe.</summary>
internal sealed class RoleChoices
{
    private readonly Dictionary<UserReference, long[]> candidates = [];
    private readonly Dictionary<(string Role, RolePurpose Purpose), long> changed = [];
    private readonly Dictionary<RolePurpose, Dictionary<long, long>> loads = [];
    private Dictionary<(string Role, RolePurpose Purpose), long> turns = [];

    /// <summary>Reads what choosing needs; locks the turns until the transaction ends.</summary>
    public static async Task<RoleChoices> ReadAsync(NpgsqlTransaction transaction, BatchNeeds needs, UserDirectory users, CancellationToken ct)
    {
        var choices = new RoleChoices();
        if (needs.Choices.Count == 0) return choices;
        foreach (var choice in needs.Choices) choices.candidates[choice.Role] = [.. users.Find(choice.Role).Users.Order()];

        // For both strategies: two batches that counted at once would both choose whoever is least busy now.
        choices.turns = await RoleTurns.LockAsync(transaction, [.. needs.Choices.Select(c => (c.Role.Name, c.Purpose)).Distinct()], ct).ConfigureAwait(false);
        foreach (var purpose in needs.Choices.Where(c => c.Strategy == RoleStrategy.LeastBusy).GroupBy(c => c.Purpose))
        {
            long[] counted = [.. purpose.SelectMany(c => choices.candidates[c.Role]).Distinct()];
            choices.loads[purpose.Key] = await UserLoads.ReadAsync(transaction, purpose.Key, counted, ct).ConfigureAwait(false);
        }

        return choices;
    }

    /// <summary>Whether somebody is active and has the role.</summary>
    public bool Has(UserReference role, long user) => Array.BinarySearch(candidates[role], user) >= 0;

    /// <summary>The next user; the role must have somebody.</summary>
    /// <returns>The user, and what takes the choice back.</returns>
    public (long User, Action Undo) Choose(RoleTurn choice)
    {
        var users = candidates[choice.Role];
        if (choice.Strategy == RoleStrategy.LeastBusy) return (users.MinBy(u => loads[choice.Purpose][u]), static () => { });
        var turn = (choice.Role.Name, choice.Purpose);
        var last = turns[turn];
        var index = Array.FindIndex(users, u => u > last);
        var user = users[Math.Max(index, 0)];
        turns[turn] = changed[turn] = user;
        return (user, () => turns[turn] = changed[turn] = last);
    }

    /// <summary>Counts what the batch gives a user, or takes back with -1: a task burdens those who are put in charge as well.</summary>
    public void Count(RolePurpose purpose, long user, int more)
    {
        foreach (var (counted, users) in loads)
        {
            if ((counted == purpose || counted == RolePurpose.Charge) && users.TryGetValue(user, out var load)) users[user] = load + more;
        }
    }

    /// <summary>Remembers whose turn it was.</summary>
    public Task WriteAsync(NpgsqlTransaction transaction, CancellationToken ct) => RoleTurns.WriteAsync(transaction, changed, ct);
}
