using Alforis.Crm.Data.Actions.AssignUser;
using Alforis.Crm.Data.Actions.Formats;
using Alforis.Crm.Data.Executions;

namespace Alforis.Crm.Data.Actions;

/// <summary>The users and rows that the actions of a batch need. Not thread-safe.</summary>
internal sealed class BatchNeeds
{
    private readonly HashSet<UserReference> users = [];
    private readonly HashSet<(UserReference, RoleStrategy)> choices = [];
    private readonly Dictionary<EntityReference, RowUse> rows = [];
    private readonly HashSet<(string, string)> columns = [];

    public IReadOnlyCollection<UserReference> Users => users;

    /// <summary>The roles that one user is to be chosen from, and how.</summary>
    public IReadOnlyCollection<(UserReference Role, RoleStrategy Strategy)> Choices => choices;

    public IReadOnlyDictionary<EntityReference, RowUse> Rows => rows;

    /// <summary>The columns to be written, by type of entity.</summary>
    public IReadOnlyCollection<(string EntityType, string Column)> Columns => columns;

    public void User(UserReference user) => users.Add(user);

    public void Choice(UserReference role, RoleStrategy strategy)
    {
        users.Add(role);
        choices.Add((role, strategy));
    }

    /// <summary>The row must not vanish before the batch is committed.</summary>
    public void Refer(EntityReference row) => rows.TryAdd(row, RowUse.Refer);

    /// <summary>A column of the row is to be written.</summary>
    public void Write(EntityReference row, string column)
    {
        rows[row] = RowUse.Write;
        columns.Add((row.Type, column));
    }
}
