using Alforis.Workflows.Host.Reports;
using System.CommandLine;
using System.Globalization;
using Alforis.Crm.Data.Contexts;
using Alforis.Crm.Data.Printing;
using Alforis.Workflows.Host.Commands.Definitions;
using Alforis.Workflows.Host.Commands.Templates;

namespace Alforis.Workflows.Host.Commands.Run;

/// <summary><c>run</c>: what a workflow would do on an event written in a file.</summary>
internal static class RunCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var file = new Argument<string>("FILE") { Description = "The definition; - reads the standard input." };
        var context = new Option<string>("--context") { Description = "The event to run it on, see samples/README.md.", HelpName = "FILE", Required = true };
        var templates = KnownTemplates.Option();
        var explain = new Option<bool>("--explain") { Description = "Print why, for people: one sentence, then every filter and condition with its actual and its expected value." };
        var language = new Option<string?>("--lang") { Description = "The language of --explain: en (default) or fr.", HelpName = "LANG" };
        language.Validators.Add(result =>
        {
            var wanted = result.Tokens[0].Value;
            if (!RunLanguage.IsKnown(wanted)) result.AddError($"--lang is '{wanted}'; it must be en or fr.");
        });
        var command = new Verb(
            "run",
            "Says whether a workflow fires on an event, and prints every action with its placeholders filled in, and e-mails with the texts of their templates. The result on the standard output is one JSON document, the explanation in it; "
            + "the verdict as a sentence goes to the standard error. Nothing is sent and nothing is stored. Needs no database.",
            ("run samples/workflows/onboarding-client.json --context samples/contexts/onboarding-client.json", "fires, and prints four actions"),
            ("run samples/workflows/alerte-manager-gros-deal.json --context samples/contexts/alerte-manager-gros-deal.no-match.json --explain --lang fr", "does not fire, and says why in French"))
        {
            file, context, templates, explain, language,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(language) is not null && !result.GetValue(explain)) result.AddError("--lang is the language of --explain: give both, or neither.");
        });
        command.SetAction((result, ct) => RunAsync(
            result.GetRequiredValue(file), result.GetRequiredValue(context), result.GetValue(templates),
            result.GetValue(explain) ? RunLanguage.Of(result.GetValue(language)) : null, surroundings, ct));
        return command;
    }

    private static async Task<int> RunAsync(
        string definition, string context, string? templates, CultureInfo? explainIn, CommandSurroundings surroundings, CancellationToken cancellationToken)
    {
        if (definition == InputFile.StandardInput && context == InputFile.StandardInput)
        {
            await surroundings.Error.WriteLineAsync("Only one of the two files can be the standard input.");
            return ExitCodes.Usage;
        }

        if (await KnownTemplates.ReadAsync(templates, surroundings, cancellationToken) is not { } known) return ExitCodes.Failure;
        var files = known.Fill(await DefinitionFile.ReadAllAsync([definition], surroundings, cancellationToken));
        await DiagnosticText.WriteAsync(files, surroundings.Error, colours: false);
        var input = await InputFile.ReadAsync(context, ContextFile.MaxBytes, surroundings, cancellationToken);
        var read = input.Problem is { } problem ? new ContextFileResult(null, [problem]) : ContextFile.Read(input.Content, surroundings.TimeProvider);
        foreach (var diagnostic in read.Diagnostics)
            await surroundings.Error.WriteLineAsync(DiagnosticText.Format(context, diagnostic, colours: false));
        if (!read.Succeeded || files[0] is not { IsValid: true, Workflow: { } workflow }) return ExitCodes.Failure;

        var obstacle = RunVerdict.Find(workflow, read.File);
        if (explainIn is not null)
        {
            foreach (var line in RunExplanation.Tell(workflow, read.File, obstacle, explainIn, surroundings.UseColours)) await surroundings.Output.WriteLineAsync(line);
            return ExitCodes.Success;
        }

        await surroundings.Error.WriteLineAsync(VisibleText.Line(RunVerdict.Explain(workflow, read.File, obstacle, CultureInfo.InvariantCulture)));
        if (obstacle is null && RunAnswers.ReadBy(workflow) is { IsEmpty: false } unanswered)
            await surroundings.Error.WriteLineAsync(VisibleText.Line(RunAnswers.Explain(unanswered, CultureInfo.InvariantCulture)));
        await surroundings.Output.WriteLineAsync(Json.Print(RunReport.Make(workflow, read.File, obstacle)));
        return ExitCodes.Success;
    }
}
