using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Triggers;

/// <summary>How long nothing must have happened.</summary>
public sealed record InactivitySettings
{
    /// <summary>Days of 24 hours without activity, 1 to 3650.</summary>
    [Setting(Minimum = 1, Maximum = 3650, Aliases = ["days", "delay_days"], Examples = ["30"])]
    public required int InactivityDays { get; init; }
}
