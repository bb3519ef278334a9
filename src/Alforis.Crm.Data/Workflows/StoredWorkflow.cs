namespace Alforis.Crm.Data.Workflows;

/// <summary>An active workflow's current version, as stored.</summary>
internal sealed record StoredWorkflow(long Id, int Version, string Definition);
