using System.CommandLine;
using System.Globalization;
using Alforis.Crm.Data.WebhookTargets;
using Alforis.Workflows.Host.Commands.Terminal;

namespace Alforis.Workflows.Host.Commands.Targets;

/// <summary><c>targets list</c>: the targets, without their secrets.</summary>
internal static class ListTargetsCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var json = ListOptions.Json();
        return new Verb(
            "list", "Lists the targets: where they are, whether they are called, and how many secrets sign. Of addresses it shows scheme, host and port.",
            ("targets list", "all of them"),
            ("targets list --json", "for scripts"))
        {
            json,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var targets = await new TargetListQuery(database).ListAsync(ct);
            if (result.GetValue(json)) await surroundings.Output.WriteLineAsync(Json.Print(targets));
            else await WriteAsync(targets, surroundings);
            return ExitCodes.Success;
        });
    }

    private static async Task WriteAsync(IReadOnlyList<TargetSummary> targets, CommandSurroundings surroundings)
    {
        if (targets.Count == 0)
        {
            await surroundings.Error.WriteLineAsync("There is no webhook target. Make one: ./run.sh targets create NAME URL");
            return;
        }

        var table = new TextTable(
            new("name") { MayBeCut = true }, new("origin") { MayBeCut = true }, new("state"), new("headers"), new("secrets") { IsNumber = true }, new("events") { IsNumber = true }, new("changed"));
        foreach (var target in targets)
        {
            table.Add(
                target.Name, target.Origin, target.IsActive ? "active" : "inactive", target.HasHeaders ? "yes" : "no",
                target.Secrets.ToString(CultureInfo.InvariantCulture), target.EventTypes.Count.ToString(CultureInfo.InvariantCulture), HumanText.Minute(target.UpdatedAt, surroundings.TimeProvider));
        }

        await table.WriteAsync(surroundings.Output, surroundings.UseColours);
    }
}
