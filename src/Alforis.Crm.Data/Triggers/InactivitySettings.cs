using Alforis.Crm.Data.Json;
using Alforis.Crm.Data.Model;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Triggers;

/// <summary>How long nothing must have happened.</summary>
public sealed record InactivitySettings
{
    /// <summary>Days of 24 hours without activity, 1 to 3650.</summary>
    [Setting(Minimum = 1, Maximum = 3650, Aliases = ["days", "delay_days"], Examples = ["30"])]
    public required int InactivityDays { get; init; }

    /// <summary>The days of a workflow that waits for silence.</summary>
    internal static int DaysOf(CompiledWorkflow<CrmContext> workflow) => SettingsJson.Read<InactivitySettings>(workflow.ReadTriggerSettings()).Settings!.InactivityDays;
}
