using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Vocabulary;

namespace Alforis.Crm.Data.Actions.CreateActivity;

/// <summary>Adds to the timeline of organisations and deals.</summary>
internal sealed class CreateActivityAction : IDatabaseAction
{
    public string Name => ActionNames.CreateActivity;

    public IActionBatch Begin(IReadOnlyList<PendingAction> actions) => new CreateActivityBatch(actions);
}
