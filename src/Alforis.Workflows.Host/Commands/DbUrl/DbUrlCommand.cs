using System.CommandLine;
using Alforis.Crm.Data.EmbeddedPostgres;
using Alforis.Workflows.Host.Database;

namespace Alforis.Workflows.Host.Commands.DbUrl;

/// <summary><c>db-url</c>: how to connect to the embedded database.</summary>
internal static class DbUrlCommand
{
    public static Command Make(CommandSurroundings surroundings)
    {
        var data = SharedOptions.Data();
        var command = new Verb(
            "db-url", "Prints the connection URI of the embedded database, with its password, for any SQL client. The database runs while the service does.",
            ("db-url", "print it; psql \"$(./run.sh db-url)\" connects"),
            ("db-url --data /var/lib/crm", "the same for a service that keeps its data there"))
        {
            data,
        };
        command.SetAction((result, ct) => RunAsync(DatabaseSettings.Read(result.GetValue(data), null, surroundings), surroundings, ct));
        return command;
    }

    private static async Task<int> RunAsync(DatabaseSettings settings, CommandSurroundings surroundings, CancellationToken cancellationToken)
    {
        if (settings.ConnectionString is not null)
            await surroundings.Error.WriteLineAsync($"{DatabaseSettings.ConnectionVariable} is set: the service uses that database and not the embedded one.");
        if (await EmbeddedPostgresConnection.TryReadAsync(settings.ClusterDirectory, cancellationToken) is not { } connection)
        {
            await surroundings.Error.WriteLineAsync($"There is no embedded database in {settings.DataDirectory} yet. Start the service once: {settings.Invoke("serve")}");
            return ExitCodes.Failure;
        }

        await surroundings.Error.WriteLineAsync(
            connection.IsRunning ? "The database is running." : $"The database is not running; start the service: {settings.Invoke("serve")}");
        await surroundings.Output.WriteLineAsync(connection.Uri.AbsoluteUri);
        return ExitCodes.Success;
    }
}
