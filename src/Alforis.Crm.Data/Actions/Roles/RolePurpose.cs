namespace Alforis.Crm.Data.Actions.Roles;

/// <summary>What a user of a role is chosen for. Each has turns of its own: a workflow that does both must not give all of one to the same user.</summary>
internal enum RolePurpose
{
    /// <summary>To be in charge of an organisation or deal.</summary>
    Charge,

    /// <summary>To do a task.</summary>
    Task,
}
