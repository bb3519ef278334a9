using Alforis.Workflows.Host.Roles;

namespace Alforis.Workflows.Host;

/// <summary>How a process serves.</summary>
internal sealed record HostSettings
{
    /// <summary>Where it listens, separated by semicolons.</summary>
    public required string Urls { get; init; }

    /// <summary>What it does for the service.</summary>
    /// <value>everything</value>
    public HostRoles Roles { get; init; } = HostRoles.All;
}
