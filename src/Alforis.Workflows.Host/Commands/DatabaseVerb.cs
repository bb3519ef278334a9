using System.CommandLine;
using Alforis.Crm.Data.EmbeddedPostgres;
using Alforis.Crm.Data.Migrations;
using Alforis.Workflows.Host.Database;
using Npgsql;

namespace Alforis.Workflows.Host.Commands;

/// <summary>What verbs on a database that exists already have in common.</summary>
internal static class DatabaseVerb
{
    /// <summary>Gives a verb the options that name the database, and lets it run on that.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="surroundings">What it sees of the process.</param>
    /// <param name="run">Does it, and returns one of <see cref="ExitCodes"/>.</param>
    public static Verb OnDatabase(
        this Verb verb, CommandSurroundings surroundings, Func<ParseResult, NpgsqlDataSource, CancellationToken, Task<int>> run) =>
        verb.OnDatabase(surroundings, (result, database, _, ct) => run(result, database, ct));

    /// <summary>The same for a verb that asks which database it is.</summary>
    public static Verb OnDatabase(
        this Verb verb, CommandSurroundings surroundings, Func<ParseResult, NpgsqlDataSource, DatabaseSettings, CancellationToken, Task<int>> run)
    {
        var data = SharedOptions.Data();
        var timeout = SharedOptions.DatabaseTimeout();
        verb.Options.Add(data);
        verb.Options.Add(timeout);
        verb.SetAction(async (result, ct) =>
        {
            var settings = DatabaseSettings.Read(result.GetValue(data), result.GetValue(timeout), surroundings);
            await EnsureExistsAsync(settings, ct);
            using var loggers = LoggerFactory.Create(HostLogging.Configure);
            await using var database = await CrmDatabase.AttachAsync(settings, surroundings.TimeProvider, loggers, surroundings.Error, ct);
            // An embedded database that nobody runs may be of an older version; somebody else's is migrated only when asked.
            if (database.Server is not null)
                await new Migrator(database.DataSource, surroundings.TimeProvider, loggers.CreateLogger<Migrator>()).MigrateAsync(ct);
            return await run(result, database.DataSource, settings, ct);
        });
        return verb;
    }

    /// <summary>To look for something, no database is made.</summary>
    private static async Task EnsureExistsAsync(DatabaseSettings settings, CancellationToken ct)
    {
        if (settings.ConnectionString is null && await EmbeddedPostgresConnection.TryReadAsync(settings.ClusterDirectory, ct) is null)
            throw new DatabaseException($"There is no embedded database in {settings.DataDirectory} yet. Start the service once: {settings.Invoke("serve")}");
    }
}
