using System.CommandLine;
using Alforis.Crm.Data.Accounts;
using Alforis.Crm.Data.Audit;

namespace Alforis.Workflows.Host.Commands.Users;

/// <summary><c>users enable</c> and <c>users disable</c>.</summary>
internal static class SwitchUserCommand
{
    public static Command MakeEnable(CommandSurroundings surroundings) => Make(
        isActive: true, surroundings,
        "enable", "Lets a disabled user sign in again, with the password and the roles that they had.", ("users enable sam@crm.example", "may sign in again"));

    public static Command MakeDisable(CommandSurroundings surroundings) => Make(
        isActive: false, surroundings,
        "disable", "Signs a user out everywhere and lets them sign in no more. Workflows that they activated are suspended. Nothing is erased.", ("users disable sam@crm.example", "may sign in no more"));

    private static Verb Make(bool isActive, CommandSurroundings surroundings, string verb, string description, (string, string) example)
    {
        var email = UserArguments.Email();
        return new Verb(verb, description, example) { email }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var wanted = result.GetRequiredValue(email);
            if (await UserArguments.FindAsync(wanted, database, surroundings, ct) is not { } user) return ExitCodes.Failure;
            var outcome = await new UserActivation(database).SetAsync(user.Id, isActive, Actor.CommandLine, ct);
            if (outcome != AccountOutcome.Done) return await UserArguments.RefuseAsync(outcome, wanted, surroundings);
            var change = isActive ? "may sign in" : "may not sign in any more, and is signed out";
            await surroundings.Output.WriteLineAsync($"'{user.Email}' {change}{(user.IsActive == isActive ? ", as before" : "")}.");
            return ExitCodes.Success;
        });
    }
}
