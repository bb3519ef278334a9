using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Vocabulary;

namespace Alforis.Crm.Data.Actions.AddTag;

/// <summary>Tags organisations and deals.</summary>
internal sealed class AddTagAction : IDatabaseAction
{
    public string Name => ActionNames.AddTag;

    public IActionBatch Begin(IReadOnlyList<PendingAction> actions) => new AddTagBatch(actions);
}
