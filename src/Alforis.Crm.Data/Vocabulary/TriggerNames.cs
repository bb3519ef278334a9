namespace Alforis.Crm.Data.Vocabulary;

/// <summary>The names of the CRM's triggers, as events and definitions write them.</summary>
public static class TriggerNames
{
    /// <summary>An organisation was inserted.</summary>
    public const string OrganisationCreated = "organisation_created";

    /// <summary>An organisation was changed.</summary>
    public const string OrganisationUpdated = "organisation_updated";

    /// <summary>A deal was inserted.</summary>
    public const string DealCreated = "deal_created";

    /// <summary>A deal was changed.</summary>
    public const string DealUpdated = "deal_updated";

    /// <summary>A deal's stage was changed.</summary>
    public const string DealStageChanged = "deal_stage_changed";

    /// <summary>A moment of a schedule came.</summary>
    public const string Scheduled = "scheduled";

    /// <summary>Nothing happened for some days.</summary>
    public const string InactivityDelay = "inactivity_delay";

    /// <summary>Another system called.</summary>
    public const string WebhookReceived = "webhook_received";
}
