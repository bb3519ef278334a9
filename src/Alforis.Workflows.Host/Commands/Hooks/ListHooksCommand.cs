using System.CommandLine;
using System.Globalization;
using Alforis.Crm.Data.Hooks;
using Alforis.Workflows.Host.Commands.Terminal;

namespace Alforis.Workflows.Host.Commands.Hooks;

/// <summary><c>hooks list</c>: the hooks, without their secrets.</summary>
internal static class ListHooksCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var json = ListOptions.Json();
        return new Verb(
            "list", "Lists the hooks: how their calls prove where they come from, for which event, and when they were last called.",
            ("hooks list", "all of them"),
            ("hooks list --json", "for scripts"))
        {
            json,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var hooks = await new HookListQuery(database).ListAsync(ct);
            if (result.GetValue(json)) await surroundings.Output.WriteLineAsync(Json.Print(hooks));
            else await WriteAsync(hooks, surroundings);
            return ExitCodes.Success;
        });
    }

    private static async Task WriteAsync(IReadOnlyList<HookSummary> hooks, CommandSurroundings surroundings)
    {
        if (hooks.Count == 0)
        {
            await surroundings.Error.WriteLineAsync("There is no hook. Make one: ./run.sh hooks create SLUG");
            return;
        }

        var table = new TextTable(
            new("slug") { MayBeCut = true }, new("name") { MayBeCut = true }, new("kind"), new("event") { MayBeCut = true }, new("state"),
            new("secrets") { IsNumber = true }, new("last call"));
        foreach (var hook in hooks)
        {
            table.Add(
                hook.Slug, hook.Name, hook.Kind == HookKind.Bearer ? "bearer" : "signature", hook.Event, hook.IsActive ? "active" : "inactive",
                hook.Secrets.ToString(CultureInfo.InvariantCulture), HumanText.Minute(hook.LastReceivedAt, surroundings.TimeProvider));
        }

        await table.WriteAsync(surroundings.Output, surroundings.UseColours);
    }
}
