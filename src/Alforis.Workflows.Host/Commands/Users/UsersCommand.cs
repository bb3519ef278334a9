using System.CommandLine;

namespace Alforis.Workflows.Host.Commands.Users;

/// <summary><c>users</c>: who may sign in.</summary>
internal static class UsersCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var verb = new Verb(
            "users", "Makes and lists accounts, and looks after their roles and passwords. What this changes needs no rights but those on the database.",
            ("users add alix@crm.example --role admin", "the first administrator of a new database"),
            ("users list", "all of them"))
        {
            AddUserCommand.Make(surroundings),
            ListUsersCommand.Make(surroundings),
            RolesOfUserCommand.Make(surroundings),
            PasswordOfUserCommand.Make(surroundings),
            SwitchUserCommand.MakeDisable(surroundings),
            SwitchUserCommand.MakeEnable(surroundings),
            ResetTotpCommand.Make(surroundings),
        };
        verb.Aliases.Add("user");
        return verb;
    }
}
