using System.CommandLine;
using Alforis.Crm.Data.Migrations;
using Alforis.Workflows.Host.Database;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alforis.Workflows.Host.Commands.Migrate;

/// <summary><c>migrate</c>: brings the database to this version's schema.</summary>
internal static class MigrateCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var data = SharedOptions.Data();
        var timeout = SharedOptions.DatabaseTimeout();
        var command = new Verb(
            "migrate",
            $"Brings the database to the schema of this version and lists what it did: the one in {DatabaseSettings.ConnectionVariable}, else the embedded one.",
            ("migrate", "migrate the embedded database"),
            ("migrate --database-timeout 300", "wait up to five minutes for the database to come up"))
        {
            data, timeout,
        };
        command.SetAction((result, ct) =>
            RunAsync(DatabaseSettings.Read(result.GetValue(data), result.GetValue(timeout), surroundings), surroundings, ct));
        return command;
    }

    private static async Task<int> RunAsync(DatabaseSettings settings, CommandSurroundings surroundings, CancellationToken cancellationToken)
    {
        using var loggers = LoggerFactory.Create(HostLogging.Configure);
        await using var database = await CrmDatabase.AttachAsync(settings, surroundings.TimeProvider, loggers, surroundings.Error, cancellationToken);
        var report = await new Migrator(database.DataSource, surroundings.TimeProvider, NullLogger.Instance).MigrateAsync(cancellationToken);
        foreach (var file in report.Applied) await surroundings.Output.WriteLineAsync($"applied {file}");
        await surroundings.Output.WriteLineAsync(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The database is at version {report.Version}, {report.Applied.Count} migrations applied."));
        return ExitCodes.Success;
    }
}
