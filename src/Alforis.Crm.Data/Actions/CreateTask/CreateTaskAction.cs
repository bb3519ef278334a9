using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Vocabulary;

namespace Alforis.Crm.Data.Actions.CreateTask;

/// <summary>Creates tasks.</summary>
internal sealed class CreateTaskAction : IDatabaseAction
{
    public string Name => ActionNames.CreateTask;

    public IActionBatch Begin(IReadOnlyList<PendingAction> actions) => new CreateTaskBatch(actions);
}
