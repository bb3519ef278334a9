using System.CommandLine;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.WebhookTargets;
using Alforis.Workflows.Host.Actions.CallWebhook.Targets;
using Alforis.Workflows.Host.Hooks;

namespace Alforis.Workflows.Host.Commands.Targets;

/// <summary><c>targets set-url</c>: another address.</summary>
internal static class SetUrlCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var name = TargetArguments.Name();
        var url = TargetArguments.Url();
        var keys = SharedOptions.Keys();
        return new Verb(
            "set-url", "Gives a target another address. At another scheme, host or port its headers and secrets are deleted: they were another receiver's.",
            ("targets set-url erp https://erp.example/hooks/v2", "another path of the same server: headers and secrets stay"))
        {
            name, url, keys,
        }.OnDatabase(surroundings, async (result, database, settings, ct) =>
        {
            var wanted = result.GetRequiredValue(name);
            if (await TargetArguments.ReadUrlAsync(result.GetRequiredValue(url), surroundings, ct) is not { } address) return ExitCodes.Failure;
            var origin = TargetAddress.Origin(address);
            var seal = new TargetSeal(KeyRing.Read(result.GetValue(keys), settings, surroundings), origin);
            if (await new TargetUrlChange(database).SetAsync(wanted, origin, seal.Seal(address.AbsoluteUri), Actor.CommandLine, ct) is not { } moved)
                return await TargetArguments.SayUnknownAsync(wanted, surroundings);
            await surroundings.Output.WriteLineAsync(moved
                ? $"The target '{wanted}' is at {origin} now. Its headers and secrets are deleted; calls are not signed until: ./run.sh targets rotate '{wanted}'"
                : $"The target '{wanted}' has another address at {origin}; headers and secrets are as they were.");
            return ExitCodes.Success;
        });
    }
}
