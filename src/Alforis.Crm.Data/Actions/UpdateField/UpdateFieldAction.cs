using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Vocabulary;

namespace Alforis.Crm.Data.Actions.UpdateField;

/// <summary>Writes a field of organisations and deals.</summary>
internal sealed class UpdateFieldAction : IDatabaseAction
{
    public string Name => ActionNames.UpdateField;

    public IActionBatch Begin(IReadOnlyList<PendingAction> actions) => new UpdateFieldBatch(actions);
}
