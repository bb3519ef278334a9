using Alforis.Crm.Data.Actions.Formats;
using Alforis.Crm.Data.Actions.Roles;
using Alforis.Crm.Data.Executions;

namespace Alforis.Crm.Data.Actions;

/// <summary>The users and rows that the actions of a batch need. Not thread-safe.</summary>
internal sealed class BatchNeeds
{
    private readonly Dictionary<UserReference, List<PendingAction>> users = [];
    private readonly HashSet<RoleTurn> choices = [];
    private readonly Dictionary<EntityReference, RowUse> rows = [];
    private readonly HashSet<(string, string)> columns = [];

    public IReadOnlyCollection<UserReference> Users => users.Keys;

    /// <summary>The roles that one user is to be chosen from, what for, and how.</summary>
    public IReadOnlyCollection<RoleTurn> Choices => choices;

    public IReadOnlyDictionary<EntityReference, RowUse> Rows => rows;

    /// <summary>The columns to be written, by type of entity.</summary>
    public IReadOnlyCollection<(string EntityType, string Column)> Columns => columns;

    /// <summary>The actions that need the user.</summary>
    public IReadOnlyList<PendingAction> ThoseThatNeed(UserReference user) => users[user];

    public void User(UserReference user, PendingAction action)
    {
        if (!users.TryGetValue(user, out var actions)) users[user] = actions = [];
        actions.Add(action);
    }

    public void Choice(RoleTurn choice, PendingAction action)
    {
        User(choice.Role, action);
        choices.Add(choice);
    }

    /// <summary>The row must exist when the batch looks at it.</summary>
    public void See(EntityReference row) => rows.TryAdd(row, RowUse.See);

    /// <summary>The row must not vanish before the batch is committed.</summary>
    public void Refer(EntityReference row) => rows[row] = rows.GetValueOrDefault(row) == RowUse.Write ? RowUse.Write : RowUse.Refer;

    /// <summary>A column of the row is to be written.</summary>
    public void Write(EntityReference row, string column)
    {
        rows[row] = RowUse.Write;
        columns.Add((row.Type, column));
    }
}
