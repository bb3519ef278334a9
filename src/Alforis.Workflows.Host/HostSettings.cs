using Alforis.Crm.Data.Steps;
using Alforis.Workflows.Host.Actions.CallWebhook.Guarding;
using Alforis.Workflows.Host.Actions.SendEmail;
using Alforis.Workflows.Host.Hardening;
using Alforis.Workflows.Host.Hooks;
using Alforis.Workflows.Host.Roles;
using Alforis.Workflows.Host.Telemetry;

namespace Alforis.Workflows.Host;

/// <summary>How a process serves.</summary>
internal sealed record HostSettings
{
    /// <summary>Where it listens, separated by semicolons.</summary>
    public required string Urls { get; init; }

    /// <summary>What it does for the service.</summary>
    /// <value>everything</value>
    public HostRoles Roles { get; init; } = HostRoles.All;

    /// <summary>How long an event may be due before a host that dispatches is not ready.</summary>
    /// <value>5 minutes</value>
    public TimeSpan QueueAgeLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How e-mails are sent.</summary>
    /// <value>not at all</value>
    public MailSettings Mail { get; init; } = MailSettings.None;

    /// <summary>Which servers webhooks may call.</summary>
    /// <value>those of the internet</value>
    public CallSettings Calls { get; init; } = new();

    /// <summary>How workers do steps.</summary>
    public StepOptions Steps { get; init; } = new();

    /// <summary>How webhooks are received.</summary>
    public HookSettings Hooks { get; init; } = new();

    /// <summary>What the API takes from whom.</summary>
    public HardeningSettings Hardening { get; init; } = new();

    /// <summary>What is sent to a collector.</summary>
    /// <value>nothing</value>
    public TelemetrySettings Telemetry { get; init; } = TelemetrySettings.None;
}
