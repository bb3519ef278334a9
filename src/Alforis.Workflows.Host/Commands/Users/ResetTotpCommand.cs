using System.CommandLine;
using Alforis.Crm.Data.Accounts;
using Alforis.Crm.Data.Audit;

namespace Alforis.Workflows.Host.Commands.Users;

/// <summary><c>users reset-totp</c>: the way back for who has lost their device.</summary>
internal static class ResetTotpCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var email = UserArguments.Email();
        return new Verb(
            "reset-totp", "Asks a user for no more one-time codes, because the device and the recovery codes are lost, or the keys of the secrets are.",
            ("users reset-totp alix@crm.example", "the password alone signs in again"))
        {
            email,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var wanted = result.GetRequiredValue(email);
            if (await UserArguments.FindAsync(wanted, database, surroundings, ct) is not { } user) return ExitCodes.Failure;
            var outcome = await new TotpStore(database).ResetAsync(user.Id, Actor.CommandLine, ct);
            if (outcome != AccountOutcome.Done) return await UserArguments.RefuseAsync(outcome, wanted, surroundings);
            await surroundings.Output.WriteLineAsync($"'{user.Email}' is asked for no one-time codes{(user.HasTotp ? "" : ", as before")}.");
            return ExitCodes.Success;
        });
    }
}
