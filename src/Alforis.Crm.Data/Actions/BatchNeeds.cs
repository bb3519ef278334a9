using Alforis.Crm.Data.Actions.Formats;
using Alforis.Crm.Data.Executions;

namespace Alforis.Crm.Data.Actions;

/// <summary>The users and rows that the actions of a batch need. Not thread-safe.</summary>
internal sealed class BatchNeeds
{
    private readonly HashSet<UserReference> users = [];
    private readonly Dictionary<EntityReference, RowUse> rows = [];

    public IReadOnlyCollection<UserReference> Users => users;

    public IReadOnlyDictionary<EntityReference, RowUse> Rows => rows;

    public void User(UserReference user) => users.Add(user);

    public void Row(EntityReference row, RowUse use)
    {
        if (!rows.TryGetValue(row, out var known) || use > known) rows[row] = use;
    }
}
