using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Vocabulary;

namespace Alforis.Crm.Data.Actions.SendNotification;

/// <summary>Notifies users.</summary>
internal sealed class SendNotificationAction : IDatabaseAction
{
    public string Name => ActionNames.SendNotification;

    public IActionBatch Begin(IReadOnlyList<PendingAction> actions) => new SendNotificationBatch(actions);
}
