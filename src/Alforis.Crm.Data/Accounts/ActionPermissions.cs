using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Crm.Data.Accounts;

/// <summary>What an action does, as the permission that somebody needs who does the same by hand: the one list of it.</summary>
internal static class ActionPermissions
{
    private static readonly string[] Written = ["organisations", "deals"];

    /// <summary>The permissions that an action needs, each as <c>resource:action</c>.</summary>
    public static IEnumerable<string> Of(WorkflowAction action) => action.Type switch
    {
        ActionNames.CreateTask => ["tasks:create"],
        ActionNames.CreateActivity => ["activities:create"],
        ActionNames.SendNotification => ["notifications:create"],
        ActionNames.SendEmail => ["emails:send"],
        ActionNames.CallWebhook => ["webhooks:use"],
        ActionNames.UpdateField or ActionNames.AddTag => ResourcesOf(action.Target).Select(r => $"{r}:update"),
        ActionNames.AssignUser => ResourcesOf(action.Target).Select(r => $"{r}:assign"),
        _ => throw new InvalidOperationException($"Nobody has said what somebody may do who activates '{action.Type}'."),
    };

    /// <summary>What is written; all that can be when it is not known.</summary>
    private static string[] ResourcesOf(string? target) => target switch
    {
        "organisation" => ["organisations"],
        "deal" => ["deals"],
        _ => Written,
    };
}
