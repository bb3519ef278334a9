using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Alforis.Crm.Data.Migrations;

/// <summary>Brings a database to the schema of this version.</summary>
/// <remarks>
/// The embedded SQL files are applied in the order of their numbers, each in a transaction of its own together with its
/// row in <c>workflow.schema_migrations</c>. Several hosts may start at once: an advisory lock lets one work while the others wait
/// and then find nothing left to do. The lock belongs to a transaction that is open meanwhile, on a connection of its own: a pooler
/// in transaction mode may stand between. Safe to call at every start; an up-to-date database costs three small queries.
/// </remarks>
public sealed class Migrator
{
    // Any constant does, as long as every version uses the same one. Advisory locks are per database.
    private const long LockKey = 0x616C666F72697331;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly NpgsqlDataSource dataSource;
    private readonly TimeProvider timeProvider;
    private readonly ILogger logger;
    private readonly IReadOnlyList<Migration> migrations;

    /// <summary>Creates a migrator for the embedded files.</summary>
    /// <param name="dataSource">Connects as the role that will own the schema; it needs no superuser.</param>
    /// <param name="timeProvider">Measures how long each migration takes, and pauses while another host migrates.</param>
    /// <param name="logger">Gets one line per applied file.</param>
    public Migrator(NpgsqlDataSource dataSource, TimeProvider timeProvider, ILogger logger)
        : this(dataSource, timeProvider, logger, EmbeddedMigrations.Load())
    {
    }

    internal Migrator(NpgsqlDataSource dataSource, TimeProvider timeProvider, ILogger logger, IReadOnlyList<Migration> migrations)
    {
        this.dataSource = dataSource;
        this.timeProvider = timeProvider;
        this.logger = logger;
        this.migrations = migrations;
    }

    /// <summary>The version of the schema that this program brings.</summary>
    public int Version => migrations.Count == 0 ? 0 : migrations[^1].Version;

    /// <summary>Applies what is missing.</summary>
    /// <exception cref="MigrationException">
    /// The database was migrated by a newer version, an applied file has changed, foreign objects have our names, the
    /// server is too old, or a migration failed.
    /// </exception>
    /// <exception cref="NpgsqlException">The server cannot be reached.</exception>
    public async Task<MigrationReport> MigrateAsync(CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        await ServerRequirements.CheckAsync(connection, ct).ConfigureAwait(false);

        var guard = await WaitForTurnAsync(ct).ConfigureAwait(false);
        await using var guardDisposal = guard.ConfigureAwait(false);
        return await ApplyPendingAsync(connection, ct).ConfigureAwait(false);
    }

    /// <summary>Says what <see cref="MigrateAsync"/> would apply; changes nothing and waits for nobody.</summary>
    /// <returns>File names in order; empty when the database is up to date.</returns>
    /// <exception cref="MigrationException">The database was migrated by a newer version, or an applied file has changed.</exception>
    /// <exception cref="NpgsqlException">The server cannot be reached.</exception>
    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var journal = await MigrationJournal.ReadAsync(connection, ct).ConfigureAwait(false);
        return MigrationPlan.Pending(migrations, journal ?? [], connection.Database).Select(migration => migration.FileName).ToList();
    }

    /// <summary>Takes the lock. Who waits lets go of its connection: a pooler may have no more of them than hosts that start.</summary>
    /// <returns>The connection whose open transaction holds the lock.</returns>
    private async Task<NpgsqlConnection> WaitForTurnAsync(CancellationToken ct)
    {
        while (true)
        {
            var guard = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
            try
            {
                // Disposed with its connection.
                await guard.BeginTransactionAsync(ct).ConfigureAwait(false);
                if (await guard.ExecuteScalarAsync<bool>(new CommandDefinition(
                    "SELECT pg_try_advisory_xact_lock(@LockKey)", new { LockKey }, cancellationToken: ct)).ConfigureAwait(false))
                {
                    // A long migration must not cost it the lock.
                    await guard.ExecuteAsync(new CommandDefinition(
                        "SET LOCAL idle_in_transaction_session_timeout = 0", cancellationToken: ct)).ConfigureAwait(false);
                    return guard;
                }
            }
            catch
            {
                await guard.DisposeAsync().ConfigureAwait(false);
                throw;
            }

            await guard.DisposeAsync().ConfigureAwait(false);
            await Task.Delay(Pause, timeProvider, ct).ConfigureAwait(false);
        }
    }

    private async Task<MigrationReport> ApplyPendingAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var journal = await MigrationJournal.ReadAsync(connection, ct).ConfigureAwait(false);
        if (journal is null)
            await ForeignObjects.RefuseAsync(connection, migrations, ct).ConfigureAwait(false);

        var pending = MigrationPlan.Pending(migrations, journal ?? [], connection.Database);
        var createJournal = journal is null;
        foreach (var migration in pending)
        {
            await ApplyAsync(connection, migration, createJournal, ct).ConfigureAwait(false);
            createJournal = false;
        }

        return new MigrationReport(
            pending.Select(migration => migration.FileName).ToList(),
            Version);
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Migration migration, bool createJournal, CancellationToken ct)
    {
        var started = timeProvider.GetTimestamp();
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var _ = transaction.ConfigureAwait(false);
        try
        {
            // Every name in a migration is qualified, and a migration of rows is no change that workflows should act on.
            await connection.ExecuteAsync(new CommandDefinition(
                "SET LOCAL search_path = pg_catalog; SET LOCAL alforis.capture = 'off'", cancellationToken: ct)).ConfigureAwait(false);
            if (createJournal)
                await MigrationJournal.CreateAsync(connection, ct).ConfigureAwait(false);
            await connection.ExecuteAsync(new CommandDefinition(
                migration.Sql, commandTimeout: 0, cancellationToken: ct)).ConfigureAwait(false);
            var duration = timeProvider.GetElapsedTime(started);
            await MigrationJournal.AddAsync(connection, migration, duration, ct).ConfigureAwait(false);
            await transaction.CommitAsync(ct).ConfigureAwait(false);
            logger.LogInformation("Applied migration {Migration} in {Milliseconds} ms", migration.FileName, (long)duration.TotalMilliseconds);
        }
        catch (PostgresException e)
        {
            if (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
            {
                await transaction.RollbackAsync(ct).ConfigureAwait(false);
                await ServerRequirements.RefuseMissingRightsAsync(connection, e, ct).ConfigureAwait(false);
            }

            throw new MigrationException(
                $"Migration {migration.FileName} failed in database '{connection.Database}' and was rolled back: "
                + $"{e.MessageText} (SQLSTATE {e.SqlState}){Sentence(e.Detail)}{Sentence(e.Hint)}{Sentence(e.Where)}", e);
        }
    }

    private static string Sentence(string? text) => string.IsNullOrEmpty(text) ? "" : $" {text}.";
}
