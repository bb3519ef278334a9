using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Steps;
using Alforis.Crm.Data.Vocabulary;

namespace Alforis.Crm.Data.Tests.Steps;

public sealed class LeaseTests
{
    private const string Call = """{"id": "call", "type": "call_webhook", "config": {"url": "https://hooks.example/x"}}""";
    private const string Mail = """{"id": "mail", "type": "send_email", "config": {"to": "a@example.com", "subject": "s", "body": "b"}}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<StepHost> WithStepAsync(string actions = $"[{Call}]")
    {
        var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", actions);
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();
        return host;
    }

    private static Task ExpireAsync(StepHost host) =>
        host.Crm.Database.ExecuteAsync("UPDATE workflow.steps SET leased_until = now() - interval '1 second' WHERE status = 'running'");

    [Fact]
    public async Task Claim_LeasedStep_IsNobodyElsesUntilItsLeaseEnds()
    {
        await using var host = await WithStepAsync();
        var first = Assert.Single(await host.ClaimAsync());

        Assert.Empty(await host.ClaimAsync());
        Assert.Equal(0, await host.Queue.SweepAsync(5, Cancellation));
        await ExpireAsync(host);
        Assert.Equal(1, await host.Queue.SweepAsync(5, Cancellation));

        var second = Assert.Single(await host.ClaimAsync());
        Assert.Equal(first.Call.IdempotencyKey, second.Call.IdempotencyKey);
        Assert.Equal((2, 0), (second.Call.Attempt, second.Failures));
        Assert.NotEqual(first.Token, second.Token);
    }

    [Fact]
    public async Task Complete_AfterTheLeaseWentToSomebodyElse_IsJournaledAsLateAndChangesNothing()
    {
        await using var host = await WithStepAsync();
        var late = Assert.Single(await host.ClaimAsync());
        await ExpireAsync(host);
        await host.Queue.SweepAsync(5, Cancellation);
        var holder = Assert.Single(await host.ClaimAsync());

        Assert.Equal("lease_lost", await host.CompleteAsync(late, StepResult.Permanent(FailureCode.WebhookRefused, "No.")));
        Assert.Equal("running", await host.Crm.Database.ScalarAsync<string>("SELECT status FROM workflow.steps"));
        Assert.Equal("success", await host.CompleteAsync(holder, StepResult.Success()));

        await host.ContinueAsync();
        Assert.Equal("success", Assert.Single(await host.Crm.ExecutionsAsync()).Status);
        Assert.Equal(
            [(1, "lease_lost", "No."), (2, "success", null)],
            await host.Crm.Database.QueryAsync<(int, string, string?)>("SELECT attempt::int, outcome, error FROM workflow.step_attempts ORDER BY attempt"));
    }

    [Fact]
    public async Task Complete_AgainBecauseTheAnswerWasLost_SaysWhatWasStoredAndChangesNothing()
    {
        await using var host = await WithStepAsync();
        var step = Assert.Single(await host.ClaimAsync());
        await host.CompleteAsync(step, StepResult.Success());
        await host.ContinueAsync();

        Assert.Equal("success", await host.CompleteAsync(step, StepResult.Success()));
        Assert.Single(await host.Crm.ExecutionsAsync());
        Assert.Equal(1, await host.Crm.CountAsync("workflow.step_attempts"));
    }

    [Fact]
    public async Task Sweep_HostsDieAgainAndAgain_EndsOneDay()
    {
        await using var host = await WithStepAsync();
        for (var loss = 1; loss <= 4; loss++)
        {
            Assert.Single(await host.ClaimAsync());
            await ExpireAsync(host);
            Assert.Equal(1, await host.Queue.SweepAsync(4, Cancellation));
        }

        Assert.Empty(await host.ClaimAsync());
        await host.ContinueAsync();

        var execution = Assert.Single(await host.Crm.ExecutionsAsync());
        Assert.Equal(
            ("failed", "call (call_webhook): Its host has not answered 4 times while it was under way; it is not tried again."),
            (execution.Status, execution.Error));
    }

    [Fact]
    public async Task Prolong_HeldAndLost_TellsWhichIsHeld()
    {
        await using var host = await WithStepAsync();
        var step = Assert.Single(await host.ClaimAsync());

        Assert.Equal([step.Token], await host.Queue.ProlongAsync([step], TimeSpan.FromHours(1), Cancellation));
        Assert.True(await host.Crm.Database.ScalarAsync<bool>("SELECT leased_until > now() + interval '59 minutes' FROM workflow.steps"));
        Assert.Empty(await host.Queue.ProlongAsync([step with { Token = Guid.NewGuid() }], TimeSpan.FromHours(1), Cancellation));
    }

    [Fact]
    public async Task Claim_RoomOfEachKind_TakesNoMore()
    {
        await using var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("calls", "deal_updated", $"[{Call}]");
        await host.Crm.AddWorkflowAsync("mails", "deal_updated", $"[{Mail}]");
        for (var i = 0; i < 10; i++) await host.Crm.AddDealAsync($"deal {i}", 10);
        await host.Crm.Database.ExecuteAsync("UPDATE deals SET montant = 7");
        await host.Crm.DrainAsync();

        var taken = await host.Queue.ClaimAsync(
            "test", [KeyValuePair.Create(ActionNames.CallWebhook, 3), KeyValuePair.Create(ActionNames.SendEmail, 1)], new StepOptions(), Cancellation);

        Assert.Equal([3, 1], [taken.Count(s => s.Call.ActionType == ActionNames.CallWebhook), taken.Count(s => s.Call.ActionType == ActionNames.SendEmail)]);
        Assert.Empty(await host.Queue.ClaimAsync("test", [KeyValuePair.Create(ActionNames.CallWebhook, 0)], new StepOptions(), Cancellation));
    }

    [Fact]
    public async Task Claim_ManyOfOneWorkflow_DoNotHoldUpAnother()
    {
        await using var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("many", "deal_updated", $"[{Call}]");
        for (var i = 0; i < 300; i++) await host.Crm.AddDealAsync($"deal {i}", 10);
        await host.Crm.Database.ExecuteAsync("UPDATE deals SET montant = 7");
        await host.Crm.DrainAsync();
        var other = await host.Crm.AddWorkflowAsync("one", "deal_stage_changed", $"[{Call}]");
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();

        Assert.Contains(other, (await host.ClaimAsync(2)).Select(s => s.Call.WorkflowId));
    }

    [Fact]
    public async Task Claim_HourIsUsedUp_TheRestWaits()
    {
        await using var host = await StepHost.CreateAsync();
        var workflow = await host.Crm.AddWorkflowAsync("w", "deal_updated", $"[{Call}]");
        for (var i = 0; i < 6; i++) await host.Crm.AddDealAsync($"deal {i}", 10);
        await host.Crm.Database.ExecuteAsync("UPDATE deals SET montant = 7");
        await host.Crm.DrainAsync();
        var options = new StepOptions { CallsPerHour = 4 };

        Assert.Equal(3, (await host.ClaimAsync(3, options)).Count);
        Assert.Single(await host.ClaimAsync(3, options));
        Assert.Empty(await host.ClaimAsync(3, options));
        await host.Crm.Database.ExecuteAsync("UPDATE workflow.step_rates SET minute = minute - interval '61 minutes' WHERE workflow_id = @workflow", new { workflow });
        Assert.Equal(3, (await host.ClaimAsync(3, options)).Count);
    }

    [Fact]
    public async Task Claim_TwoExecutionsOfOneWorkflowForOneEntity_OneAfterTheOther()
    {
        await using var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("w", "deal_updated", $"[{Call}]");
        var other = await host.Crm.AddDealAsync("other", 10);
        await host.Crm.DrainAsync();
        await host.Crm.Database.ExecuteAsync("UPDATE deals SET montant = 1 WHERE id = @Deal", new { host.Crm.Deal });
        await host.Crm.Database.ExecuteAsync("UPDATE deals SET montant = 2 WHERE id = @Deal", new { host.Crm.Deal });
        await host.Crm.Database.ExecuteAsync("UPDATE deals SET montant = 3 WHERE id = @other", new { other });
        await host.Crm.DrainAsync();
        var executions = await host.Crm.Database.QueryAsync<(long Id, long EntityId)>("SELECT id, entity_id FROM workflow.live_executions ORDER BY id");
        var ofDeal = executions.Where(e => e.EntityId == host.Crm.Deal).Select(e => e.Id).ToList();

        var taken = await host.ClaimAsync();
        Assert.Equal(2, taken.Count);
        Assert.DoesNotContain(ofDeal[1], taken.Select(s => s.Call.ExecutionId));
        await host.CompleteAsync(taken.Single(s => s.Call.ExecutionId == ofDeal[0]), StepResult.Transient(FailureCode.WebhookRefused, "Away."));
        await host.Crm.Database.ExecuteAsync("UPDATE workflow.steps SET run_after = now() WHERE execution_id = @Second", new { Second = ofDeal[1] });
        Assert.Empty(await host.ClaimAsync());

        await host.HurryAsync();
        var again = Assert.Single(await host.ClaimAsync());
        Assert.Equal(ofDeal[0], again.Call.ExecutionId);
        await host.CompleteAsync(again, StepResult.Success());
        await host.ContinueAsync();
        Assert.Equal(ofDeal[1], Assert.Single(await host.ClaimAsync()).Call.ExecutionId);
    }
}
