using System.Collections.Frozen;
using Alforis.Crm.Data.Vocabulary;

namespace Alforis.Crm.Data.Actions;

/// <summary>The actions that are performed inside the database.</summary>
public static class DatabaseActions
{
    /// <summary>Their names, as definitions write them.</summary>
    public static FrozenSet<string> Names { get; } =
        FrozenSet.Create(StringComparer.Ordinal, ActionNames.CreateTask, ActionNames.SendNotification, ActionNames.AddTag);
}
