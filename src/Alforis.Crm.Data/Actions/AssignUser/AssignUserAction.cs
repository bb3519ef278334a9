using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Vocabulary;

namespace Alforis.Crm.Data.Actions.AssignUser;

/// <summary>Puts users in charge of organisations and deals.</summary>
internal sealed class AssignUserAction : IDatabaseAction
{
    public string Name => ActionNames.AssignUser;

    public IActionBatch Begin(IReadOnlyList<PendingAction> actions) => new AssignUserBatch(actions);
}
