using System.CommandLine;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Host.Commands.Definitions;
using Alforis.Workflows.Host.Commands.Templates;

namespace Alforis.Workflows.Host.Commands.Validate;

/// <summary><c>validate</c>: every mistake of every file, with its place.</summary>
internal static class ValidateCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var files = SharedOptions.DefinitionFiles();
        var templates = KnownTemplates.Option();
        var json = new Option<bool>("--json") { Description = "Print one JSON document instead of lines." };
        var command = new Verb(
            "validate", "Checks workflow definitions and prints every problem of every file with its place. Ends with 1 if there is an error. Needs no database.",
            ("validate samples/workflows/*.json", "check the samples"),
            ("validate --json my-workflow.json", "the same for a program to read"),
            ("validate - < my-workflow.json", "check what is piped in"),
            ("validate --templates my-templates my-workflow.json", "check it with e-mail templates of one's own"))
        {
            files, templates, json,
        };
        command.SetAction((result, ct) => RunAsync(result.GetRequiredValue(files), result.GetValue(templates), result.GetValue(json), surroundings, ct));
        return command;
    }

    private static async Task<int> RunAsync(string[] names, string? templates, bool json, CommandSurroundings surroundings, CancellationToken cancellationToken)
    {
        if (await KnownTemplates.ReadAsync(templates, surroundings, cancellationToken) is not { } known) return ExitCodes.Failure;
        var files = known.Fill(await DefinitionFile.ReadAllAsync(names, surroundings, cancellationToken));
        if (json)
        {
            var report = files.Select(f => new ValidatedFile(f.Name, f.IsValid, [.. f.Diagnostics]));
            await surroundings.Output.WriteLineAsync(Json.Print(report));
        }
        else
        {
            await DiagnosticText.WriteAsync(files, surroundings.Output, surroundings.UseColours);
            var errors = files.Sum(f => f.Diagnostics.Count(d => d.Severity == DiagnosticSeverity.Error));
            var counted = $"{DiagnosticText.Count(files.Length, "file")}, {DiagnosticText.Count(errors, "error")}";
            await surroundings.Output.WriteLineAsync(errors == 0 ? counted : $"{counted} in {DiagnosticText.Count(files.Count(f => !f.IsValid), "file")}");
        }

        return files.All(f => f.IsValid) ? ExitCodes.Success : ExitCodes.Failure;
    }
}

/// <summary>A file in the JSON report.</summary>
/// <param name="File">The name as given.</param>
/// <param name="Valid">Whether it has no error.</param>
/// <param name="Diagnostics">Everything found.</param>
internal sealed record ValidatedFile(string File, bool Valid, IReadOnlyList<Diagnostic> Diagnostics);
