using Alforis.Crm.Data.Actions.Formats;

namespace Alforis.Crm.Data.Actions.Roles;

/// <summary>How one user of a role is to be chosen, and for what.</summary>
/// <param name="Role">The role.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Strategy">How.</param>
internal readonly record struct RoleTurn(UserReference Role, RolePurpose Purpose, RoleStrategy Strategy);
