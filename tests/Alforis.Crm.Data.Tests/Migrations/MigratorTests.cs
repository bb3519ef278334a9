using Alforis.Crm.Data.Migrations;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Alforis.Crm.Data.Tests.Migrations;

public sealed class MigratorTests
{
    private static readonly Migration First = EmbeddedMigrations.Parse("0001_first.sql", "CREATE TABLE public.first (id int);");
    private static readonly Migration Second = EmbeddedMigrations.Parse("0002_second.sql", "CREATE TABLE public.second (id int);");

    [Fact]
    public async Task MigrateAsync_EmptyDatabase_AppliesEveryFileInOrder()
    {
        await using var database = await Databases.CreateEmptyAsync();
        var embedded = EmbeddedMigrations.Load();

        var report = await MigrateAsync(database);

        Assert.NotEmpty(embedded);
        Assert.Equal(embedded.Select(migration => migration.FileName), report.Applied);
        Assert.Equal(embedded[^1].Version, report.Version);
        Assert.Equal(
            embedded.Select(migration => migration.FileName + migration.Checksum),
            await database.QueryAsync<string>("SELECT file_name || checksum FROM workflow.schema_migrations ORDER BY version"));
        Assert.False(await database.ScalarAsync<bool>("SELECT rolsuper FROM pg_roles WHERE rolname = session_user"));
    }

    [Fact]
    public async Task MigrateAsync_UpToDate_AppliesNothing()
    {
        await using var database = await Databases.CreateAsync();

        var report = await MigrateAsync(database);

        Assert.Empty(report.Applied);
        Assert.Equal(EmbeddedMigrations.Load()[^1].Version, report.Version);
    }

    [Fact]
    public async Task MigrateAsync_EightHostsAtOnce_AppliesEachFileOnce()
    {
        await using var database = await Databases.CreateEmptyAsync();

        var reports = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => MigrateAsync(database))));

        Assert.Equal(
            EmbeddedMigrations.Load().Select(migration => migration.FileName),
            Assert.Single(reports, report => report.Applied.Count > 0).Applied);
    }

    [Fact]
    public async Task MigrateAsync_ForeignObjects_RefusesWithAllOfThemAndLeavesNothing()
    {
        await using var database = await Databases.CreateEmptyAsync();
        await database.ExecuteAsync(
            """
            CREATE TABLE public.organisations (id int);
            CREATE VIEW public.deals AS SELECT 1 AS id;
            CREATE FUNCTION public.update_updated_at() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            """);

        var failure = await Assert.ThrowsAsync<MigrationException>(() => MigrateAsync(database));

        Assert.Contains("function public.update_updated_at(), table public.organisations, view public.deals", failure.Message, StringComparison.Ordinal);
        Assert.False(await database.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'workflow')"));
        Assert.Equal(2, await database.ScalarAsync<int>(
            "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'p', 'S')"));
    }

    [Fact]
    public async Task MigrateAsync_JournalOfOtherOrigin_SaysSo()
    {
        await using var database = await Databases.CreateEmptyAsync();
        await database.ExecuteAsync("CREATE SCHEMA workflow; CREATE TABLE workflow.schema_migrations (id int);");

        var failure = await Assert.ThrowsAsync<MigrationException>(() => MigrateAsync(database));

        Assert.Contains("workflow.schema_migrations", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MigrateAsync_AppliedFileChanged_RefusesWithItsName()
    {
        await using var database = await Databases.CreateEmptyAsync();
        await MigrateAsync(database, First, Second);

        var failure = await Assert.ThrowsAsync<MigrationException>(() =>
            MigrateAsync(database, First, EmbeddedMigrations.Parse(Second.FileName, Second.Sql + "-- changed")));

        Assert.Contains("0002_second.sql", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("0001_first.sql", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MigrateAsync_DatabaseOfNewerVersion_Refuses()
    {
        await using var database = await Databases.CreateEmptyAsync();
        await MigrateAsync(database, First, Second);

        var failure = await Assert.ThrowsAsync<MigrationException>(() => MigrateAsync(database, First));

        Assert.Contains("migrated by a newer version", failure.Message, StringComparison.Ordinal);
        Assert.Contains("0002_second.sql", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MigrateAsync_FileBelowAnAppliedOne_Refuses()
    {
        await using var database = await Databases.CreateEmptyAsync();
        var third = EmbeddedMigrations.Parse("0003_third.sql", "SELECT 1;");
        await MigrateAsync(database, First, third);

        var failure = await Assert.ThrowsAsync<MigrationException>(() => MigrateAsync(database, First, Second, third));

        Assert.Contains("0002_second.sql", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MigrateAsync_FileFails_KeepsTheFilesBeforeAndNothingOfIt()
    {
        await using var database = await Databases.CreateEmptyAsync();
        var broken = EmbeddedMigrations.Parse("0002_broken.sql", "CREATE TABLE public.half (id int); SELECT 1 / 0;");

        var failure = await Assert.ThrowsAsync<MigrationException>(() => MigrateAsync(database, First, broken));

        Assert.Contains("0002_broken.sql", failure.Message, StringComparison.Ordinal);
        Assert.Contains("division by zero", failure.Message, StringComparison.Ordinal);
        Assert.Equal("0001_first.sql", Assert.Single(await database.QueryAsync<string>("SELECT file_name FROM workflow.schema_migrations")));
        Assert.True(await database.ScalarAsync<bool>("SELECT to_regclass('public.half') IS NULL"));
        Assert.Equal(["0002_second.sql"], (await MigrateAsync(database, First, Second)).Applied);
    }

    [Fact]
    public async Task MigrateAsync_FirstFileFails_LeavesNothing()
    {
        await using var database = await Databases.CreateEmptyAsync();
        var broken = EmbeddedMigrations.Parse("0001_broken.sql", "SELECT 1 / 0;");

        await Assert.ThrowsAsync<MigrationException>(() => MigrateAsync(database, broken));

        Assert.False(await database.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'workflow')"));
    }

    [Fact]
    public async Task MigrateAsync_CancelledWhileAnotherHostWorks_Stops()
    {
        await using var database = await Databases.CreateEmptyAsync();
        var slow = EmbeddedMigrations.Parse("0001_slow.sql", "SELECT pg_advisory_xact_lock(1); CREATE TABLE public.slow (id int);");
        await using var holder = await database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using (var command = new NpgsqlCommand("SELECT pg_advisory_lock(1)", holder))
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        using var cancellation = new CancellationTokenSource();
        var first = Migrator(database, slow).MigrateAsync(cancellation.Token);
        await Poll.UntilAsync(() => database.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)"));

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.True(await database.ScalarAsync<bool>("SELECT to_regclass('public.slow') IS NULL"));
    }

    private static Task<MigrationReport> MigrateAsync(CrmDatabase database) =>
        new Migrator(database.DataSource, TimeProvider.System, NullLogger.Instance).MigrateAsync(TestContext.Current.CancellationToken);

    private static Task<MigrationReport> MigrateAsync(CrmDatabase database, params Migration[] migrations) =>
        Migrator(database, migrations).MigrateAsync(TestContext.Current.CancellationToken);

    private static Migrator Migrator(CrmDatabase database, params Migration[] migrations) =>
        new(database.DataSource, TimeProvider.System, NullLogger.Instance, migrations);
}
