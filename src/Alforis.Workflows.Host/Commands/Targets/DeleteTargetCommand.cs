using System.CommandLine;
using Alforis.Crm.Data.Printing;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.WebhookTargets;

namespace Alforis.Workflows.Host.Commands.Targets;

/// <summary><c>targets delete</c>: the end of an address.</summary>
internal static class DeleteTargetCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var name = TargetArguments.Name();
        var force = new Option<bool>("--force") { Description = "Although active workflows call it, whose actions fail from then on, or although it has subscriptions, which end." };
        return new Verb("delete", "Deletes a target with its address, headers and secrets, for good.", ("targets delete erp", "unless an active workflow calls it or it has subscriptions"))
        {
            name, force,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var wanted = result.GetRequiredValue(name);
            if (await new TargetListQuery(database).FindAsync(wanted, ct) is not { } target) return await TargetArguments.SayUnknownAsync(wanted, surroundings);
            if (!result.GetValue(force))
            {
                var callers = (await new TargetUsesQuery(database).ListAsync(wanted, ct)).Where(u => u is { Status: "active", IsSubscription: false }).ToList();
                foreach (var obstacle in Obstacles(target, callers)) await surroundings.Error.WriteLineAsync(obstacle);
                if (callers.Count + target.EventTypes.Count > 0) return ExitCodes.Failure;
            }

            if (await new TargetDeletion(database).DeleteAsync(wanted, Actor.CommandLine, ct) is not { } ended) return await TargetArguments.SayUnknownAsync(wanted, surroundings);
            await surroundings.Output.WriteLineAsync($"The target '{target.Name}' is deleted.");
            if (ended.EventTypes.Count > 0)
                await surroundings.Output.WriteLineAsync($"It is subscribed no more to {string.Join(", ", ended.EventTypes)}.{TargetArguments.Cancelled(ended.Cancelled)}");
            return ExitCodes.Success;
        });
    }

    /// <summary>What stands against deleting it, each with what to do.</summary>
    private static IEnumerable<string> Obstacles(TargetSummary target, List<TargetUse> callers)
    {
        if (callers.Count > 0)
        {
            var named = string.Join(", ", callers.Select(c => FormattableString.Invariant($"{c.Id} '{VisibleText.Line(c.Name)}'")));
            yield return $"The target '{target.Name}' is called by active workflows: {named}. Deactivate them first, or give --force.";
        }

        if (target.EventTypes.Count > 0)
        {
            yield return $"The target '{target.Name}' is subscribed to {string.Join(", ", target.EventTypes)}. --force ends these subscriptions and cancels what waits to be sent; "
                + $"one alone is ended with: ./run.sh targets unsubscribe '{target.Name}' {target.EventTypes[0]}";
        }
    }
}
