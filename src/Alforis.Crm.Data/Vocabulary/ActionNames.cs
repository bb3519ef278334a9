namespace Alforis.Crm.Data.Vocabulary;

/// <summary>The names of the CRM's actions, as definitions write them.</summary>
public static class ActionNames
{
    /// <summary>Sends an e-mail.</summary>
    public const string SendEmail = "send_email";

    /// <summary>Creates a task.</summary>
    public const string CreateTask = "create_task";

    /// <summary>Notifies users.</summary>
    public const string SendNotification = "send_notification";

    /// <summary>Writes a field of the target.</summary>
    public const string UpdateField = "update_field";

    /// <summary>Puts a user in charge of the target.</summary>
    public const string AssignUser = "assign_user";

    /// <summary>Tags the target.</summary>
    public const string AddTag = "add_tag";

    /// <summary>Calls another system.</summary>
    public const string CallWebhook = "call_webhook";

    /// <summary>Adds to the timeline of the target.</summary>
    public const string CreateActivity = "create_activity";
}
