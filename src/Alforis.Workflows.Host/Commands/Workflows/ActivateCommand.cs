using System.CommandLine;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Printing;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Host.Commands.Definitions;

namespace Alforis.Workflows.Host.Commands.Workflows;

/// <summary><c>workflows activate</c>: lets a stored workflow run.</summary>
internal static class ActivateCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var id = ListOptions.Id("The workflow's number.");
        return new Verb(
            "activate", "Makes the current version of a workflow active, after the checks that an import makes, and lifts a suspension.",
            ("workflows activate 4", "let workflow 4 run"))
        {
            id,
        }.OnDatabase(surroundings, async (result, database, ct) =>
        {
            var wanted = result.GetRequiredValue(id);
            return await new WorkflowActivation(database).ActivateAsync(wanted, Actor.CommandLine, ct) is { } outcome
                ? await SayAsync(wanted, outcome, surroundings)
                : await UnknownWorkflow.SayAsync(wanted, surroundings);
        });
    }

    private static async Task<int> SayAsync(long id, ActivationOutcome outcome, CommandSurroundings surroundings)
    {
        var place = FormattableString.Invariant($"workflow {id}, version {outcome.Version}");
        foreach (var diagnostic in outcome.Diagnostics)
            await surroundings.Error.WriteLineAsync(DiagnosticText.Format(place, diagnostic, colours: false));
        var name = FormattableString.Invariant($"Workflow {id} '{VisibleText.Line(outcome.Name)}'");
        if (!outcome.Succeeded)
        {
            var rest = outcome switch
            {
                { WasSuspended: true } => "it stays suspended",
                _ => $"it is still {outcome.PreviousStatus}",
            };
            await surroundings.Error.WriteLineAsync($"{name} cannot be active; {rest}. Correct its file and import it again.");
            return ExitCodes.Failure;
        }

        var change = outcome switch
        {
            { PreviousStatus: "active", WasSuspended: true } => "is active again; its suspension is lifted.",
            { PreviousStatus: "active" } => "was active already.",
            _ => $"is active, was {outcome.PreviousStatus}.",
        };
        await surroundings.Output.WriteLineAsync($"{name} {change}");
        return ExitCodes.Success;
    }
}
