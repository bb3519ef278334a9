using System.CommandLine;
using Alforis.Crm.Data.Accounts;
using Alforis.Crm.Data.Audit;

namespace Alforis.Workflows.Host.Commands.Users;

/// <summary><c>users roles</c>: what somebody may do.</summary>
internal static class RolesOfUserCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var email = UserArguments.Email();
        var roles = new Argument<string[]>("ROLE") { Description = "The roles that the user has from now on, and no others.", Arity = ArgumentArity.ZeroOrMore };
        var none = new Option<bool>("--none") { Description = "Take all roles away." };
        roles.Validators.Add(result => UserArguments.Check([.. result.Tokens.Select(t => t.Value)], result.AddError));
        var verb = new Verb(
            "roles", "Gives a user these roles and no others. All of their sessions end, and workflows that they activated and may not any more are suspended.",
            ("users roles sam@crm.example manager", "a manager, and nothing else"))
        {
            email, roles, none,
        };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(none) == (result.GetValue(roles) is { Length: > 0 })) result.AddError("Name the roles, or give --none.");
        });
        return verb.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var wanted = result.GetRequiredValue(email);
            if (await UserArguments.FindAsync(wanted, database, surroundings, ct) is not { } user) return ExitCodes.Failure;
            string[] names = [.. (result.GetValue(roles) ?? []).Distinct(StringComparer.Ordinal)];
            var outcome = await new UserRoleChange(database).SetAsync(user.Id, names, _ => true, Actor.CommandLine, ct);
            if (outcome != AccountOutcome.Done) return await UserArguments.RefuseAsync(outcome, wanted, surroundings);
            await surroundings.Output.WriteLineAsync(names.Length == 0 ? $"'{user.Email}' has no role." : $"'{user.Email}' is {string.Join(" and ", names)}.");
            return ExitCodes.Success;
        });
    }
}
