using Alforis.Crm.Data.Actions.Formats;
using Alforis.Crm.Data.Executions;

namespace Alforis.Crm.Data.Actions.SendNotification;

/// <summary>A notification about to be sent, to one user or many. Not thread-safe.</summary>
internal sealed class NewNotification(PendingAction action, SendNotificationSettings settings, IReadOnlyList<UserReference> recipients)
{
    public PendingAction Action => action;

    public SendNotificationSettings Settings => settings;

    public IReadOnlyList<UserReference> Recipients => recipients;

    public string Title => string.IsNullOrWhiteSpace(settings.Title) ? action.Execution.Name : settings.Title;

    /// <summary>Each user once, however many ways they were named.</summary>
    public IReadOnlyList<long> UserIds { get; set; } = [];
}
