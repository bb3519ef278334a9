using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Migrations;
using Alforis.Crm.Data.Printing;
using Alforis.Crm.Data.WebhookTargets;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Host.Commands.Definitions;
using Alforis.Workflows.Host.Database;
using Microsoft.Extensions.Logging;

namespace Alforis.Workflows.Host.Commands.Import;

/// <summary><c>import</c>: stores definitions, all or none.</summary>
internal static class ImportCommand
{
    private const string AsDraft = "--as-draft";

    public static Command Make(CommandSurroundings surroundings)
    {
        var files = SharedOptions.DefinitionFiles();
        var activate = new Option<bool>("--activate") { Description = "Make them active, whatever status they name." };
        var asDraft = new Option<bool>(AsDraft) { Description = "Store them as drafts, whatever status they name." };
        var data = SharedOptions.Data();
        var timeout = SharedOptions.DatabaseTimeout();
        var command = new Verb(
            "import",
            "Stores definitions: creates workflows, or gives those of the same name a new version. The status is the definition's own, unless an option says otherwise. "
            + "If one file has an error, nothing is stored.",
            ("import --as-draft samples/workflows/*.json", "store the samples, to read before they run"),
            ("import --activate samples/workflows/onboarding-interne.json", "store one and let it run"))
        {
            files, activate, asDraft, data, timeout,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(activate) && result.GetValue(asDraft)) result.AddError($"--activate and {AsDraft} exclude each other.");
        });
        command.SetAction((result, ct) =>
        {
            var choice = result.GetValue(activate) ? ImportStatus.Active : result.GetValue(asDraft) ? ImportStatus.Draft : ImportStatus.AsWritten;
            var settings = DatabaseSettings.Read(result.GetValue(data), result.GetValue(timeout), surroundings);
            return RunAsync(result.GetRequiredValue(files), choice, settings, surroundings, ct);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        string[] names, ImportStatus choice, DatabaseSettings settings, CommandSurroundings surroundings, CancellationToken cancellationToken)
    {
        var files = ImportCheck.Check(await DefinitionFile.ReadAllAsync(names, surroundings, cancellationToken), choice);
        if (await IsRefusedAsync(files, surroundings)) return ExitCodes.Failure;
        using var loggers = LoggerFactory.Create(HostLogging.Configure);
        await using var database = await CrmDatabase.AttachAsync(settings, surroundings.TimeProvider, loggers, surroundings.Error, cancellationToken);
        // An embedded database that no service has opened yet has no tables; somebody else's is migrated only when asked.
        if (database.Server is not null)
            await new Migrator(database.DataSource, surroundings.TimeProvider, loggers.CreateLogger<Migrator>()).MigrateAsync(cancellationToken);

        var known = await CheckStoredAsync(files, choice, database, cancellationToken);
        if (await IsRefusedAsync(known, surroundings)) return ExitCodes.Failure;

        var imports = files.Select(f => new WorkflowImport(Text(f.Content.Span), f.Workflow!, ImportCheck.StatusOf(f.Workflow!, choice))).ToList();
        var store = new WorkflowStore(database.DataSource);
        var unsent = await store.CheckTemplatesAsync(imports, cancellationToken);
        if (unsent.Any(u => u.Length > 0))
        {
            await DiagnosticText.WriteAsync([.. files.Zip(unsent, (file, problems) => file with { Diagnostics = problems })], surroundings.Error, colours: false);
            var refused = DiagnosticText.Count(unsent.Count(u => u.Length > 0), "file");
            await surroundings.Error.WriteLineAsync($"Nothing was imported: {refused} of {files.Length} cannot be. With {AsDraft} they are stored, and do not run.");
            return ExitCodes.Failure;
        }

        foreach (var imported in await store.ImportAsync(imports, Actor.CommandLine, cancellationToken))
            await surroundings.Output.WriteLineAsync(Describe(imported));
        return ExitCodes.Success;
    }

    /// <summary>Prints what was found, and says so when it stands against storing the files.</summary>
    private static async Task<bool> IsRefusedAsync(ImmutableArray<DefinitionFile> files, CommandSurroundings surroundings)
    {
        await DiagnosticText.WriteAsync(files, surroundings.Error, colours: false);
        if (files.All(f => f.IsValid)) return false;
        var refused = DiagnosticText.Count(files.Count(f => !f.IsValid), "file");
        await surroundings.Error.WriteLineAsync($"Nothing was imported: {refused} of {files.Length} cannot be.");
        if (files.Any(f => f.Diagnostics.Any(d => ActivationCheck.Codes.Contains(d.Code, StringComparer.Ordinal))))
            await surroundings.Error.WriteLineAsync($"With {AsDraft} they are stored, and do not run.");
        return true;
    }

    /// <summary>The same files with nothing but what stands against them in this database.</summary>
    private static async Task<ImmutableArray<DefinitionFile>> CheckStoredAsync(
        ImmutableArray<DefinitionFile> files, ImportStatus choice, CrmDatabase database, CancellationToken ct)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(ct);
        var known = ImportCheck.CheckTargets(files, choice, await TargetNames.ReadAsync(connection, ct));
        return ImportCheck.CheckNames(known, await SubscriptionNames.FindAsync(connection, files.Select(f => f.Workflow!.Definition.Name), ct));
    }

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8);

    private static string Describe(ImportedWorkflow workflow)
    {
        var status = workflow.Status.ToString().ToLowerInvariant();
        var change = workflow.PreviousStatus is { } previous && previous != workflow.Status
            ? $"{status}, was {previous.ToString().ToLowerInvariant()}"
            : status;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{workflow.Outcome.ToString().ToLowerInvariant()} '{VisibleText.Line(workflow.Name)}': workflow {workflow.Id}, version {workflow.Version}, {change}");
    }
}
