using System.CommandLine;
using Alforis.Crm.Data.Contexts;
using Alforis.Crm.Data.Printing;
using Alforis.Workflows.Host.Commands.Definitions;

namespace Alforis.Workflows.Host.Commands.Run;

/// <summary><c>run</c>: what a workflow would do on an event written in a file.</summary>
internal static class RunCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var file = new Argument<string>("FILE") { Description = "The definition; - reads the standard input." };
        var context = new Option<string>("--context") { Description = "The event to run it on, see samples/README.md.", HelpName = "FILE", Required = true };
        var command = new Verb(
            "run",
            "Says whether a workflow fires on an event, and prints every action with its placeholders filled in. The result on the standard output is one JSON document; "
            + "the verdict as a sentence goes to the standard error. Nothing is sent and nothing is stored. Needs no database.",
            ("run samples/workflows/onboarding-client.json --context samples/contexts/onboarding-client.json", "fires, and prints four actions"),
            ("run samples/workflows/onboarding-client.json --context samples/contexts/onboarding-client.no-match.json", "does not fire, and says why"))
        {
            file, context,
        };
        command.SetAction((result, ct) => RunAsync(result.GetRequiredValue(file), result.GetRequiredValue(context), surroundings, ct));
        return command;
    }

    private static async Task<int> RunAsync(string definition, string context, CommandSurroundings surroundings, CancellationToken cancellationToken)
    {
        if (definition == InputFile.StandardInput && context == InputFile.StandardInput)
        {
            await surroundings.Error.WriteLineAsync("Only one of the two files can be the standard input.");
            return ExitCodes.Usage;
        }

        var files = await DefinitionFile.ReadAllAsync([definition], surroundings, cancellationToken);
        await DiagnosticText.WriteAsync(files, surroundings.Error, colours: false);
        var input = await InputFile.ReadAsync(context, ContextFile.MaxBytes, surroundings, cancellationToken);
        var read = input.Problem is { } problem ? new ContextFileResult(null, [problem]) : ContextFile.Read(input.Content, surroundings.TimeProvider);
        foreach (var diagnostic in read.Diagnostics)
            await surroundings.Error.WriteLineAsync(DiagnosticText.Format(context, diagnostic, colours: false));
        if (!read.Succeeded || files[0].Workflow is not { } workflow) return ExitCodes.Failure;

        var obstacle = RunVerdict.Find(workflow, read.File);
        await surroundings.Error.WriteLineAsync(VisibleText.Line(RunVerdict.Explain(workflow, read.File, obstacle)));
        await surroundings.Output.WriteLineAsync(Json.Print(RunReport.Make(workflow, read.File, obstacle)));
        return ExitCodes.Success;
    }
}
