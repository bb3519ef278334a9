namespace Alforis.Workflows.EndToEnd;

/// <summary>The product's main job, as its users see it: somebody changes a deal with any program, and the right workflow acts.</summary>
[Trait("Category", "Crash")]
public sealed class OnboardingTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly DataDirectory data = new();

    [Fact]
    public async Task DealSigned_ByAnySqlClient_WorkflowActsOnce()
    {
        await using var host = await HostProcess.ServeAsync(data.Path);
        await ImportAsync();
        await using var crm = await CrmClient.ConnectAsync(data.Path);
        var deal = await OpenDealAsync(crm);

        await crm.RollBackAsync($"UPDATE deals SET stage = 'signe' WHERE id = {deal}");
        await crm.ExecuteAsync($"UPDATE deals SET stage = 'signe' WHERE id = {deal}");
        await FinishedAsync(crm, host);

        await AssertActedOnceAsync(crm, deal);
        Assert.Equal(0, await host.StopAsync());
    }

    [Fact]
    public async Task HostKilledAfterCommit_StartsAgain_WorkflowActsExactlyOnce()
    {
        long deal;
        await using (var host = await HostProcess.ServeAsync(data.Path))
        {
            await ImportAsync();
            await using var crm = await CrmClient.ConnectAsync(data.Path);
            deal = await OpenDealAsync(crm);

            // A frozen host cannot act between the commit and its death; its database goes on meanwhile.
            await host.SignalAsync("STOP");
            await crm.ExecuteAsync($"UPDATE deals SET stage = 'signe' WHERE id = {deal}");
            Assert.Equal(1, await crm.ScalarAsync<int>("SELECT count(*) FROM workflow.event_queue"));
            await host.SignalAsync("KILL");
            await host.WaitAsync();
        }

        await using var again = await HostProcess.ServeAsync(data.Path);
        await using var client = await CrmClient.ConnectAsync(data.Path);
        await FinishedAsync(client, again);
        await AssertActedOnceAsync(client, deal);
    }

    [Fact]
    public async Task HostKilledAtRandom_WhileDealsAreSigned_EachIsHandledExactlyOnce()
    {
        const int deals = 60;
        var random = new Random(20_260_302);
        var host = await HostProcess.ServeAsync(data.Path);
        await ImportAsync();
        // The database is found at the same address after each start.
        await using var crm = await CrmClient.ConnectAsync(data.Path);
        await crm.ExecuteAsync(
            $"""
            INSERT INTO deals (organisation_id, nom, stage, assigned_to)
            SELECT 1, 'Série ' || n, 'proposition', (SELECT min(id) FROM users) FROM generate_series(1, {deals}) n
            """);

        for (var kill = 0; kill < 3; kill++)
        {
            var first = (kill * deals / 3) + 1;
            for (var i = first; i < first + (deals / 3); i++)
            {
                await crm.ExecuteAsync($"UPDATE deals SET stage = 'signe' WHERE nom = 'Série {i}'");
                if (i == first + random.Next(deals / 3 - 1)) await host.SignalAsync("STOP");
            }

            await host.SignalAsync("KILL");
            await host.WaitAsync();
            await host.DisposeAsync();
            host = await HostProcess.ServeAsync(data.Path);
        }

        await using (host)
        {
            await FinishedAsync(crm, host);
            Assert.Equal(deals, await crm.ScalarAsync<int>("SELECT count(*) FROM workflow_executions WHERE status = 'success'"));
            Assert.Equal(deals, await crm.ScalarAsync<int>("SELECT count(DISTINCT entity_id) FROM workflow_executions"));
            Assert.Equal(2 * deals, await crm.ScalarAsync<int>("SELECT count(*) FROM tasks WHERE execution_id IS NOT NULL"));
            Assert.Equal(deals, await crm.ScalarAsync<int>("SELECT count(*) FROM notifications WHERE execution_id IS NOT NULL"));
            Assert.Equal(deals, await crm.ScalarAsync<int>("SELECT count(*) FROM deals WHERE tags = '{onboarding}' AND nom LIKE 'Série %'"));
        }
    }

    public void Dispose() => data.Dispose();

    private static async Task FinishedAsync(CrmClient crm, HostProcess host) => await Until.TrueAsync(
        async () => await crm.ScalarAsync<int>("SELECT count(*) FROM workflow.event_queue") == 0, Soon, () => host.Output);

    private static Task<long> OpenDealAsync(CrmClient crm) => crm.ScalarAsync<long>(
        "SELECT min(id) FROM deals WHERE stage NOT IN ('signe', 'perdu') AND assigned_to IS NOT NULL");

    private static async Task AssertActedOnceAsync(CrmClient crm, long deal)
    {
        Assert.Equal(1, await crm.ScalarAsync<int>($"SELECT count(*) FROM workflow_executions WHERE status = 'success' AND entity_id = {deal}"));
        Assert.Equal(1, await crm.ScalarAsync<int>("SELECT count(*) FROM workflow_executions"));
        Assert.Equal(2, await crm.ScalarAsync<int>($"SELECT count(*) FROM tasks WHERE deal_id = {deal} AND execution_id IS NOT NULL"));
        Assert.Equal(1, await crm.ScalarAsync<int>($"SELECT count(*) FROM notifications WHERE entity_id = {deal}"));
        Assert.Equal(1, await crm.ScalarAsync<int>($"SELECT count(*) FROM deals WHERE id = {deal} AND 'onboarding' = ANY (tags)"));
    }

    private async Task ImportAsync()
    {
        var (exitCode, output, error) = await HostProcess.RunAsync(
            "import", Repository.Sample("onboarding-interne"), "--activate", "--data", data.Path);
        Assert.True(exitCode == 0, output + error);
    }
}
