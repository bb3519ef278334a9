using System.Collections.Frozen;
using Alforis.Crm.Data.Executions;

namespace Alforis.Crm.Data.Actions;

/// <summary>The users and locked rows of a batch.</summary>
/// <param name="Users">The users that actions name.</param>
/// <param name="Locked">The rows that are locked now.</param>
/// <param name="Held">The rows that somebody else holds.</param>
internal sealed record BatchRows(
    UserDirectory Users, FrozenDictionary<EntityReference, TargetRow> Locked, FrozenSet<EntityReference> Held);
