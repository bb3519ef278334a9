using System.Collections.Frozen;
using Alforis.Crm.Data.Vocabulary;

namespace Alforis.Crm.Data.Steps;

/// <summary>The actions that reach outside the database: a worker performs them, as steps.</summary>
public static class OutsideActions
{
    /// <summary>Their names, as definitions write them.</summary>
    public static FrozenSet<string> Names { get; } = FrozenSet.ToFrozenSet([ActionNames.SendEmail, ActionNames.CallWebhook], StringComparer.Ordinal);
}
