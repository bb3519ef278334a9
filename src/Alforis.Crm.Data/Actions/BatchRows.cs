using Alforis.Crm.Data.Actions.Roles;
using Alforis.Crm.Data.Executions;

namespace Alforis.Crm.Data.Actions;

/// <summary>The users and rows of a batch.</summary>
/// <param name="Users">The users that actions name.</param>
/// <param name="Choices">Chooses users of a role.</param>
/// <param name="Found">The rows: locked, unless they are only looked at.</param>
internal sealed record BatchRows(UserDirectory Users, RoleChoices Choices, IReadOnlyDictionary<EntityReference, TargetRow> Found);
