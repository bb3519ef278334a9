namespace Alforis.Crm.Data.Tests.Dispatching;

public sealed class SampleWorkflowTests
{
    [Fact]
    public async Task RunAsync_ProspectOfTheQualificationSample_EveryActionIsPerformed()
    {
        await using var host = await DispatchHost.CreateAsync();
        var definition = await File.ReadAllTextAsync(
            Path.Combine(RepositoryRoot(), "samples", "workflows", "qualification-prospect-cgpi.json"), TestContext.Current.CancellationToken);
        await host.Database.ExecuteAsync(
            """
            WITH w AS (
              INSERT INTO workflows (name, status, trigger_type) VALUES ('Qualification', 'active', 'organisation_created') RETURNING id)
            INSERT INTO workflow_versions (workflow_id, version, definition) SELECT id, 1, @definition::json FROM w
            """,
            new { definition });

        var id = await host.Database.ScalarAsync<long>(
            "INSERT INTO organisations (nom, category, aum, country_code) VALUES ('Cabinet Lemaître', 'CGPI', 25000000, 'FR') RETURNING id");
        await host.DrainAsync();

        var execution = Assert.Single(await host.ExecutionsAsync());
        Assert.Equal(("success", null), (execution.Status, execution.Error));
        Assert.Equal(
            (host.Seller, "qualification", "{cgpi,a-qualifier}"),
            Assert.Single(await host.Database.QueryAsync<(long, string, string)>(
                "SELECT assigned_to, pipeline_stage, tags::text FROM organisations WHERE id = @id", new { id })));
        Assert.Equal(
            [(id, execution.Id)], await host.Database.QueryAsync<(long, long)>("SELECT organisation_id, execution_id FROM organisation_activities"));
        Assert.Equal(2, await host.CountAsync("notifications"));
    }

    private static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "Alforis.Workflows.sln"))) directory = directory.Parent;
        return directory.FullName;
    }
}
