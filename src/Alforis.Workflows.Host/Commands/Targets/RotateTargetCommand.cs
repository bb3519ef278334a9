using System.CommandLine;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.WebhookTargets;
using Alforis.Workflows.Host.Actions.CallWebhook.Targets;
using Alforis.Workflows.Host.Hooks;

namespace Alforis.Workflows.Host.Commands.Targets;

/// <summary><c>targets rotate</c>: a new secret.</summary>
internal static class RotateTargetCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var name = TargetArguments.Name();
        var retire = new Option<bool>("--retire-old") { Description = "Sign with the new secret alone, for instance when an older one became known." };
        var keys = SharedOptions.Keys();
        var json = ListOptions.Json();
        return new Verb(
            "rotate", "Gives a target a new secret and prints it. Calls are signed with the older ones, too, until they are retired, so that the receiver can change over.",
            ("targets rotate erp", "a second secret; when the receiver checks with it: targets retire erp"),
            ("targets rotate erp --retire-old", "a new secret instead of one that became known"))
        {
            name, retire, keys, json,
        }.OnDatabase(surroundings, async (result, database, settings, ct) =>
        {
            var wanted = result.GetRequiredValue(name);
            if (await new TargetListQuery(database).FindAsync(wanted, ct) is not { } target) return await TargetArguments.SayUnknownAsync(wanted, surroundings);
            var seal = new TargetSeal(KeyRing.Read(result.GetValue(keys), settings, surroundings), target.Origin);
            var (text, key) = SecretText.NewSigning();
            var retires = result.GetValue(retire);
            switch (await new TargetRotation(database).RotateAsync(wanted, target.Origin, seal.Seal(key), retires, Actor.CommandLine, ct))
            {
                case TargetRotationOutcome.Unknown:
                    return await TargetArguments.SayUnknownAsync(wanted, surroundings);
                case TargetRotationOutcome.TooMany:
                    await surroundings.Error.WriteLineAsync(FormattableString.Invariant(
                        $"The target '{wanted}' has {TargetRotation.MostSecrets} secrets already. End the older ones first: ./run.sh targets retire '{wanted}'"));
                    return ExitCodes.Failure;
                default:
                    await surroundings.Error.WriteLineAsync(retires || target.Secrets == 0
                        ? $"Calls of the target '{wanted}' are signed with the new secret alone."
                        : $"Calls of the target '{wanted}' are signed with the new secret and the older ones, until: ./run.sh targets retire '{wanted}'");
                    await TargetSecretReport.WriteAsync(target.Name, target.Origin, text, result.GetValue(json), surroundings);
                    return ExitCodes.Success;
            }
        });
    }
}
