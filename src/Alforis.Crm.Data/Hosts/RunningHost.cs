namespace Alforis.Crm.Data.Hosts;

/// <summary>A host that was seen lately.</summary>
/// <param name="Id">Made anew whenever it starts.</param>
/// <param name="Name">The machine's name.</param>
/// <param name="ProcessId">The process on it.</param>
/// <param name="Version">The version that it runs.</param>
/// <param name="Roles">What it does.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="SeenAt">When it last said that it is there.</param>
public sealed record RunningHost(Guid Id, string Name, int ProcessId, string Version, IReadOnlyList<string> Roles, DateTimeOffset StartedAt, DateTimeOffset SeenAt);
