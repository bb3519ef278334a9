using System.CommandLine;
using Alforis.Crm.Data.Accounts;
using Alforis.Crm.Data.Audit;
using Alforis.Workflows.Host.Auth;
using Microsoft.AspNetCore.Identity;

namespace Alforis.Workflows.Host.Commands.Users;

/// <summary><c>users password</c>: another password.</summary>
internal static class PasswordOfUserCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var email = UserArguments.Email();
        var input = TypedPassword.FromInput();
        return new Verb(
            "password", "Gives a user another password and prints it, unless one is piped in. All of their sessions end, and a lock is lifted.",
            ("users password alix@crm.example", "a new password, printed once"),
            ("users password alix@crm.example --password-stdin < password.txt", "this one"))
        {
            email, input,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var wanted = result.GetRequiredValue(email);
            if (await UserArguments.FindAsync(wanted, database, surroundings, ct) is not { } user) return ExitCodes.Failure;
            if (await TypedPassword.ReadAsync(result.GetValue(input), user.Email, surroundings, ct) is not { } password) return ExitCodes.Failure;
            var outcome = await new PasswordChange(database).ResetAsync(user.Id, new Passwords(new PasswordHasher<string>()).Hash(password.Text), Actor.CommandLine, ct);
            if (outcome != AccountOutcome.Done) return await UserArguments.RefuseAsync(outcome, wanted, surroundings);
            await surroundings.Error.WriteLineAsync($"'{user.Email}' has a new password, and is signed out everywhere.");
            await password.ShowAsync(surroundings);
            return ExitCodes.Success;
        });
    }
}
