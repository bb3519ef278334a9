using Alforis.Crm.Data.Steps;
using Alforis.Crm.Data.Workflows;

namespace Alforis.Crm.Data.Tests.Steps;

/// <summary>Who is next when more wants to be done than there is room for.</summary>
public sealed class FairnessTests
{
    private const string Call = """{"id": "call", "type": "call_webhook", "config": {"url": "https://hooks.example/x"}}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<StepHost> WithStepsAsync(int deals)
    {
        var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("many", "deal_updated", $"[{Call}]");
        for (var i = 1; i < deals; i++) await host.Crm.AddDealAsync($"deal {i}", 10);
        await host.Crm.Database.ExecuteAsync("UPDATE deals SET montant = 7");
        await host.Crm.DrainAsync();
        return host;
    }

    [Fact]
    public async Task Claim_RoomForOneAtATime_ABacklogDoesNotHoldUpAnotherWorkflow()
    {
        await using var host = await WithStepsAsync(20);
        await host.Crm.Database.ExecuteAsync("UPDATE workflow.steps SET run_after = now() - interval '1 hour'");
        Assert.Single(await host.ClaimAsync(1));
        var other = await host.Crm.AddWorkflowAsync("one", "deal_stage_changed", $"[{Call}]");
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();

        var next = Assert.Single(await host.ClaimAsync(1));

        Assert.Equal(other, next.Call.WorkflowId);
    }

    [Fact]
    public async Task Claim_RoomForOneAtATime_WorkflowsTakeTurns()
    {
        await using var host = await WithStepsAsync(6);
        await host.Crm.AddWorkflowAsync("second", "deal_updated", $"[{Call}]");
        await host.Crm.Database.ExecuteAsync("UPDATE deals SET montant = 9");
        await host.Crm.DrainAsync();

        var taken = new List<long>();
        for (var i = 0; i < 10; i++) taken.Add(Assert.Single(await host.ClaimAsync(1)).Call.WorkflowId);

        Assert.Equal([5, 5], taken.CountBy(id => id).Select(c => c.Value));
    }

    [Theory]
    [InlineData(60, 0)]
    [InlineData(62, 2)]
    public async Task Claim_CallsOfAMinute_CountUntilTheLastOfThemIsAnHourOld(int minutesAgo, int free)
    {
        await using var host = await WithStepsAsync(3);
        await host.Crm.Database.ExecuteAsync(
            "INSERT INTO workflow.step_rates (workflow_id, minute, begun) SELECT DISTINCT workflow_id, date_trunc('minute', now()) - @minutesAgo * interval '1 minute', 2 FROM workflow.steps",
            new { minutesAgo });

        Assert.Equal(free, (await host.ClaimAsync(10, new StepOptions { CallsPerHour = 2 })).Count);
    }

    [Fact]
    public async Task Finish_ManyInLine_WakesTheFirstOfThem()
    {
        await using var host = await WithStepsAsync(1);
        for (var i = 0; i < 4; i++)
        {
            await host.Crm.Database.ExecuteAsync("UPDATE deals SET montant = montant + 1");
            await host.Crm.DrainAsync();
        }

        var first = Assert.Single(await host.ClaimAsync());
        Assert.Equal(4, await host.Crm.Database.ScalarAsync<int>("SELECT count(*)::int FROM workflow.steps WHERE waits_in_line"));
        await host.CompleteAsync(first, StepResult.Success());
        await host.ContinueAsync();

        Assert.Equal(3, await host.Crm.Database.ScalarAsync<int>("SELECT count(*)::int FROM workflow.steps WHERE waits_in_line"));
        var second = Assert.Single(await host.ClaimAsync());
        Assert.Equal(await host.Crm.Database.ScalarAsync<long>("SELECT min(id) FROM workflow.live_executions"), second.Call.ExecutionId);
    }

    [Fact]
    public async Task Claim_WorkflowWasDeletedButItsExecutionsWereNotCancelled_NoMoreCallsAreMade()
    {
        await using var host = await WithStepsAsync(3);
        await host.Crm.Database.ExecuteAsync("UPDATE workflows SET deleted_at = now()");

        Assert.Empty(await host.ClaimAsync());
        Assert.Equal(0, await host.Queue.SweepAsync(100, Cancellation));
        await host.ContinueAsync();

        var executions = await host.Crm.ExecutionsAsync();
        Assert.Equal(3, executions.Count);
        Assert.All(executions, e => Assert.Equal(("cancelled", WorkflowDeletion.Reason), (e.Status, e.Error)));
        Assert.Equal(0, await host.Crm.CountAsync("workflow.live_executions"));
    }
}
