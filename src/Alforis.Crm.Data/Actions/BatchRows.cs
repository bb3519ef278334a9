using Alforis.Crm.Data.Actions.AssignUser;
using Alforis.Crm.Data.Executions;

namespace Alforis.Crm.Data.Actions;

/// <summary>The users and locked rows of a batch.</summary>
/// <param name="Users">The users that actions name.</param>
/// <param name="Choices">Chooses users of a role.</param>
/// <param name="Locked">The rows that are locked now.</param>
internal sealed record BatchRows(UserDirectory Users, RoleChoices Choices, IReadOnlyDictionary<EntityReference, TargetRow> Locked);
