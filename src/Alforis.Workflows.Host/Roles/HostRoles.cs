namespace Alforis.Workflows.Host.Roles;

/// <summary>What a process does for the service. Any number of processes may have a role: the database shares the work out.</summary>
[Flags]
internal enum HostRoles
{
    None = 0,

    /// <summary>Serves the API beside the health endpoints, which every host has.</summary>
    Api = 1,

    /// <summary>Handles events, and lets executions that waited go on.</summary>
    Dispatcher = 2,

    /// <summary>Does what reaches outside the database: e-mails, webhooks.</summary>
    Worker = 4,

    /// <summary>Ticks the schedule and keeps history and statistics.</summary>
    Scheduler = 8,

    All = Api | Dispatcher | Worker | Scheduler,
}
