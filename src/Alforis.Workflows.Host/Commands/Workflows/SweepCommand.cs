using System.CommandLine;
using Alforis.Crm.Data.Silence;

namespace Alforis.Workflows.Host.Commands.Workflows;

/// <summary><c>workflows sweep</c>: looks for silence now.</summary>
internal static class SweepCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var id = ListOptions.OptionalId("The number of one workflow; all that wait for silence by default.");
        var whole = new Option<bool>("--whole")
        {
            Description = "Look at everything, not only at what has fallen silent or changed since the last sweep; done by itself once a week.",
        };
        return new Verb(
            "sweep",
            "Has the active workflows of inactivity_delay look for silence now; they do so every day at 02:00 (Paris). Each organisation or deal fires once per "
            + "period of silence, however often anybody looks. The running service does it.",
            ("workflows sweep", "all of them"),
            ("workflows sweep 4 --whole", "workflow 4, among all organisations or deals"))
        {
            id,
            whole,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var wanted = result.GetValue(id);
            var swept = await new SilenceSweeps(database).RequestAsync(null, wanted, result.GetValue(whole), ct);
            if (swept.Count == 0 && wanted is { } one)
            {
                await surroundings.Error.WriteLineAsync(FormattableString.Invariant($"There is no active workflow {one} that waits for silence. See: ./run.sh workflows list"));
                return ExitCodes.Failure;
            }

            await surroundings.Output.WriteLineAsync(swept.Count == 0
                ? "No active workflow waits for silence."
                : FormattableString.Invariant($"{(swept.Count == 1 ? "Workflow" : "Workflows")} {string.Join(", ", swept)} will look for silence as soon as a service with the role scheduler comes to it."));
            return ExitCodes.Success;
        });
    }
}
