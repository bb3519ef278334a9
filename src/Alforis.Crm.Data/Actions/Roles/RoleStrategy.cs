namespace Alforis.Crm.Data.Actions.Roles;

/// <summary>How one user is chosen from a role.</summary>
internal enum RoleStrategy
{
    /// <summary>One after another, by number.</summary>
    RoundRobin,

    /// <summary>Whoever has least to do.</summary>
    LeastBusy,
}
