namespace Alforis.Crm.Data.Actions.Roles;

/// <summary>The strategies, as definitions write them.</summary>
internal static class RoleStrategies
{
    public const string RoundRobin = "round_robin";
    public const string LeastBusy = "least_busy";

    /// <summary>The strategy; in turn when none is named.</summary>
    public static RoleStrategy Read(string? name) => name is LeastBusy ? RoleStrategy.LeastBusy : RoleStrategy.RoundRobin;
}
