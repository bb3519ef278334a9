using System.CommandLine;
using Alforis.Workflows.Host.Roles;

namespace Alforis.Workflows.Host.Commands.Serve;

/// <summary><c>--roles</c> and its variable: what this process does for the service.</summary>
internal static class RolesOption
{
    /// <summary>Names the roles when the option does not.</summary>
    public const string RolesVariable = "ALFORIS_ROLES";

    public static Option<HostRoles?> Make() => new("--roles")
    {
        Description = $"What this process does: one or more of {RoleList.All}, separated by commas; default: ${RolesVariable}, else all of them. "
            + "Every host answers health checks.",
        HelpName = "ROLES",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (RoleList.Parse(text) is { } roles) return roles;
            result.AddError(RoleList.Problem("--roles", text));
            return null;
        },
    };

    /// <summary>The roles that the option or the variable gives.</summary>
    /// <exception cref="VariableException">The variable names something else.</exception>
    public static HostRoles Read(HostRoles? given, CommandSurroundings surroundings)
    {
        if (given is { } roles) return roles;
        if (surroundings.Variable(RolesVariable) is not { } text) return HostRoles.All;
        return RoleList.Parse(text) ?? throw new VariableException(RoleList.Problem(RolesVariable, text));
    }
}
