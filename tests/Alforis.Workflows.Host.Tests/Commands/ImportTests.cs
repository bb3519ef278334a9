using Alforis.Testing;
using Alforis.Workflows.Host.Tests.Serving;
using Dapper;

namespace Alforis.Workflows.Host.Tests.Commands;

public sealed class ImportTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_TheSameNameAgain_MakesAVersionOnlyWhenTheTextDiffers()
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation);

        Assert.Equal("created 'Essai': workflow 1, version 1, draft", await ImportAsync(database, Definition("Essai", "draft", "a")));
        Assert.Equal("unchanged 'Essai': workflow 1, version 1, draft", await ImportAsync(database, Definition("Essai", "draft", "a")));
        Assert.Equal("updated 'ESSAI': workflow 1, version 2, active, was draft", await ImportAsync(database, Definition("ESSAI", "active", "b")));
        Assert.Equal("updated 'ESSAI': workflow 1, version 3, inactive, was active", await ImportAsync(database, Definition("ESSAI", "inactive", "b")));
        Assert.Equal("unchanged 'ESSAI': workflow 1, version 3, active, was inactive", await ImportAsync(database, Definition("ESSAI", "inactive", "b"), "--activate"));

        await using var connection = await database.DataSource.OpenConnectionAsync(Cancellation);
        Assert.Equal(
            [Definition("Essai", "draft", "a"), Definition("ESSAI", "active", "b"), Definition("ESSAI", "inactive", "b")],
            await connection.QueryAsync<string>("SELECT definition::text FROM workflow_versions ORDER BY version"));
        Assert.Equal(
            ("ESSAI", "active", 3, true),
            await connection.QuerySingleAsync<(string, string, int, bool)>("SELECT name, status, current_version, activated_at IS NOT NULL FROM workflows"));
    }

    [Fact]
    public async Task Import_SuspendedWorkflowAgain_LiftsTheSuspension()
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation);
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancellation);
        await ImportAsync(database, Definition("Essai", "active", "a"));
        await connection.ExecuteAsync("UPDATE workflows SET suspended_at = now(), suspended_reason = '[]'");
        var revision = await connection.ExecuteScalarAsync<long>("SELECT revision FROM workflow.set_revision");

        Assert.Equal("unchanged 'Essai': workflow 1, version 1, active", await ImportAsync(database, Definition("Essai", "active", "a")));

        Assert.Equal(
            (true, true),
            await connection.QuerySingleAsync<(bool, bool)>("SELECT suspended_at IS NULL, suspended_reason IS NULL FROM workflows"));
        Assert.True(await connection.ExecuteScalarAsync<long>("SELECT revision FROM workflow.set_revision") > revision);
    }

    [Theory]
    [InlineData("alerte-manager-gros-deal", "error WF2003 /is_template")]
    public async Task Import_CannotBeActive_IsRefusedWithTheReasonAndStoredAsDraft(string sample, string reason)
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation);
        var console = NamedDatabaseTests.On(database);

        Assert.Equal(1, await console.RunAsync("import", "--activate", SampleFiles.Workflow(sample), SampleFiles.Workflow("onboarding-interne")));
        Assert.Contains(reason, console.Error, StringComparison.Ordinal);
        Assert.Contains("--as-draft", console.Error, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(database));

        Assert.Equal(0, await NamedDatabaseTests.On(database).RunAsync("import", "--as-draft", SampleFiles.Workflow(sample)));
        Assert.Equal(1, await CountAsync(database));
    }

    [Fact]
    public async Task Import_OneOfSeveralHasAnError_StoresNone()
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation);
        var console = new TestConsole { Input = "{}", Variables = { ["ConnectionStrings__Crm"] = database.ConnectionString } };

        Assert.Equal(1, await console.RunAsync("import", SampleFiles.Workflow("onboarding-interne"), "-"));

        Assert.Contains("-:1:1: error WF1004", console.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing was imported: 1 file of 2 cannot be.", console.Error, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(database));
    }

    [Fact]
    public async Task Import_TwoFilesOfOneName_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation);
        var console = new TestConsole { Input = Definition("onboarding INTERNE", "draft", "a"), Variables = { ["ConnectionStrings__Crm"] = database.ConnectionString } };

        Assert.Equal(1, await console.RunAsync("import", SampleFiles.Workflow("onboarding-interne"), "-"));

        Assert.Contains("error WF2004 /name", console.Error, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(database));
    }

    [Fact]
    public async Task Import_EverySample_IsStoredAsWritten()
    {
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.Migrated, Cancellation);

        Assert.Equal(0, await NamedDatabaseTests.On(database).RunAsync(["import", "--as-draft", .. SampleFiles.Workflows()]));

        await using var connection = await database.DataSource.OpenConnectionAsync(Cancellation);
        var stored = await connection.QueryAsync<string>("SELECT definition::text FROM workflow_versions");
        Assert.Equal(SampleFiles.Workflows().Select(File.ReadAllText).Order(StringComparer.Ordinal), stored.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Import_DescriptionTooLong_IsRefused()
    {
        var console = new TestConsole { Input = Definition("Essai", "draft", "a").Replace("\"x\"", $"\"{new string('é', 10_001)}\"", StringComparison.Ordinal) };

        Assert.Equal(1, await console.RunAsync("import", "-"));
        Assert.Contains("error WF2005 /description", console.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_DatabaseNotMigrated_SaysWhatToRun()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseTemplate.Empty, Cancellation);
        var console = NamedDatabaseTests.On(database);

        Assert.Equal(1, await console.RunAsync("import", SampleFiles.Workflow("onboarding-interne")));
        Assert.Contains("./run.sh migrate", console.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_Twice_ListsFilesOnlyOnce()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseTemplate.Empty, Cancellation);
        var first = NamedDatabaseTests.On(database);
        var second = NamedDatabaseTests.On(database);

        Assert.Equal((0, 0), (await first.RunAsync("migrate"), await second.RunAsync("migrate")));

        Assert.StartsWith("applied 0001_foundation.sql", first.Output, StringComparison.Ordinal);
        Assert.Contains(" 0 migrations applied.", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("applied 0", second.Output, StringComparison.Ordinal);
    }

    private static string Definition(string name, string status, string tag) =>
        $$$"""
        {"name": "{{{name}}}", "description": "x", "status": "{{{status}}}", "trigger_type": "deal_created",
         "actions": [{"type": "add_tag", "config": {"tag": "{{{tag}}}"}}]}
        """;

    private static async Task<string> ImportAsync(TestDatabase database, string definition, params string[] options)
    {
        var console = new TestConsole { Input = definition, Variables = { ["ConnectionStrings__Crm"] = database.ConnectionString } };
        Assert.Equal(0, await console.RunAsync(["import", "-", .. options]));
        return console.Output.Trim();
    }

    private static async Task<int> CountAsync(TestDatabase database)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancellation);
        return await connection.ExecuteScalarAsync<int>("SELECT count(*)::int FROM workflows");
    }
}
