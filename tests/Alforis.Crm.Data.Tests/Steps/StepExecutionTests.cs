using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Steps;

namespace Alforis.Crm.Data.Tests.Steps;

public sealed class StepExecutionTests
{
    private const string Tag = """{"id": "tag", "type": "add_tag", "config": {"tag": "x"}}""";
    private const string Task = """{"id": "task", "type": "create_task", "config": {"title": "Appeler {{ organisation.nom }}", "assigned_to": "{{ deal.assigned_to }}"}}""";
    private const string Call = """{"id": "call", "type": "call_webhook", "config": {"url": "https://hooks.example/x", "body": {"deal": "{{ deal.nom }}"}}}""";
    private const string Second = """{"id": "second", "type": "call_webhook", "config": {"url": "https://hooks.example/y"}}""";

    private static string With(string action, string member) => action[..^1] + ", " + member + "}";

    [Fact]
    public async Task Dispatch_OutsideActionInTheMiddle_DoesWhatIsBeforeAndWaits()
    {
        await using var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", $"[{Tag}, {Call}, {Task}]");

        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();

        Assert.Equal(0, await host.Crm.CountAsync("workflow_executions"));
        Assert.Equal("running", await host.Crm.Database.ScalarAsync<string>("SELECT status FROM workflow.live_executions"));
        Assert.Equal(0, await host.Crm.CountAsync("tasks"));
        Assert.Equal(0, await host.Pass.RunAsync(TestContext.Current.CancellationToken));
        var step = Assert.Single(await host.ClaimAsync());
        Assert.Equal("Mandat obligataire", (string?)step.Call.Settings["body"]!["deal"]);
        Assert.Equal(("call", "call_webhook", 1), (step.Call.ActionId, step.Call.ActionType, step.Call.Attempt));
    }

    [Fact]
    public async Task Complete_Success_GoesOnToTheEnd()
    {
        await using var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", $"[{Tag}, {Call}, {Task}]");
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();
        var step = Assert.Single(await host.ClaimAsync());

        Assert.Equal("success", await host.CompleteAsync(step, StepResult.Success(new() { ["status"] = 202 })));
        await host.ContinueAsync();

        var execution = Assert.Single(await host.Crm.ExecutionsAsync());
        Assert.Equal(("success", null), (execution.Status, execution.Error));
        Assert.Equal("tag:success call:success task:success", await host.StatusesAsync(execution.Id));
        var call = await host.ActionAsync(execution.Id, 1);
        Assert.Equal(202, (int)call["result"]!["status"]!);
        Assert.Equal(step.Call.IdempotencyKey, Guid.Parse((string)call["idempotency_key"]!));
        Assert.Equal(1, await host.Crm.CountAsync("tasks"));
        Assert.Equal(0, await host.Crm.CountAsync("workflow.live_executions"));
        Assert.Equal(0, await host.Crm.CountAsync("workflow.steps"));
        Assert.Equal(["success"], await host.Crm.Database.QueryAsync<string>("SELECT outcome FROM workflow.step_attempts"));
        Assert.Equal(1, await host.Crm.Database.ScalarAsync<int>("SELECT sum(success)::int FROM workflow.statistics_deltas"));
    }

    [Fact]
    public async Task Complete_TransientFailures_AreTriedAgainWithTheSameKeyUntilTheyAreTooMany()
    {
        await using var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", $"[{Call}, {Task}]");
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();
        var keys = new HashSet<Guid>();
        var outcomes = new List<string>();

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var step = Assert.Single(await host.ClaimAsync());
            Assert.Equal(attempt, step.Call.Attempt);
            keys.Add(step.Call.IdempotencyKey);
            outcomes.Add(await host.CompleteAsync(step, StepResult.Transient(FailureCode.WebhookRefused, "The server is away.")));
            if (attempt < 3) Assert.Empty(await host.ClaimAsync());
            await host.HurryAsync();
        }

        await host.ContinueAsync();
        Assert.Single(keys);
        Assert.Equal(["retried", "retried", "failed"], outcomes);
        var execution = Assert.Single(await host.Crm.ExecutionsAsync());
        Assert.Equal(("failed", "call (call_webhook): The server is away."), (execution.Status, execution.Error));
        Assert.Equal("call:failed task:not_run", await host.StatusesAsync(execution.Id));
        Assert.Equal(0, await host.Crm.CountAsync("tasks"));
        Assert.Equal(["retried", "retried", "failed"], await host.Crm.Database.QueryAsync<string>("SELECT outcome FROM workflow.step_attempts ORDER BY attempt"));
    }

    [Fact]
    public async Task Complete_PermanentFailure_IsNotTriedAgain()
    {
        await using var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", $"[{Tag}, {Call}, {Task}]");
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();

        Assert.Equal("failed", await host.CompleteAsync(Assert.Single(await host.ClaimAsync()), StepResult.Permanent(FailureCode.WebhookRefused, "There is no such recipient.")));
        await host.ContinueAsync();

        var execution = Assert.Single(await host.Crm.ExecutionsAsync());
        Assert.Equal("failed", execution.Status);
        // What was done before the wait stays done, and is told so.
        Assert.Equal("tag:success call:failed task:not_run", await host.StatusesAsync(execution.Id));
    }

    [Fact]
    public async Task Complete_FailureOfAnActionThatMay_GoesOnAndSucceeds()
    {
        await using var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", $"[{With(Call, "\"on_error\": \"continue\"")}, {Task}]");
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();

        await host.CompleteAsync(Assert.Single(await host.ClaimAsync()), StepResult.Permanent(FailureCode.WebhookRefused, "No."));
        await host.ContinueAsync();

        var execution = Assert.Single(await host.Crm.ExecutionsAsync());
        Assert.Equal("success", execution.Status);
        Assert.Equal("call:failed task:success", await host.StatusesAsync(execution.Id));
    }

    [Fact]
    public async Task Dispatch_OutsideActionWhoseWhenDoesNotHold_IsSkippedAtOnce()
    {
        await using var host = await StepHost.CreateAsync();
        const string never = "\"when\": {\"operator\": \"AND\", \"rules\": [{\"field\": \"deal.montant\", \"operator\": \"<\", \"value\": 1}]}";
        await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", $"[{With(Call, never)}, {Tag}]");

        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();

        var execution = Assert.Single(await host.Crm.ExecutionsAsync());
        Assert.Equal("call:skipped tag:success", await host.StatusesAsync(execution.Id));
    }

    [Fact]
    public async Task Continue_DatabaseActionFailsAfterAStep_FailsAndUndoesItsPartOnly()
    {
        await using var host = await StepHost.CreateAsync();
        const string impossible = """{"id": "impossible", "type": "create_task", "config": {"title": "x", "assigned_to": 999999}}""";
        await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", $"[{Tag}, {Call}, {Task}, {impossible}]");
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();

        await host.FinishAsync(_ => StepResult.Success());

        var execution = Assert.Single(await host.Crm.ExecutionsAsync());
        Assert.Equal("failed", execution.Status);
        Assert.Equal("tag:success call:success task:not_run impossible:failed", await host.StatusesAsync(execution.Id));
        Assert.Equal(0, await host.Crm.CountAsync("tasks"));
    }

    [Fact]
    public async Task Finish_TwoStepsAndActionsBetween_AllInOrder()
    {
        await using var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", $"[{Call}, {Tag}, {Second}, {Task}]");
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();
        var arrived = new List<string>();

        await host.FinishAsync(call =>
        {
            arrived.Add(call.ActionId);
            return StepResult.Success();
        });

        Assert.Equal(["call", "second"], arrived);
        var execution = Assert.Single(await host.Crm.ExecutionsAsync());
        Assert.Equal("call:success tag:success second:success task:success", await host.StatusesAsync(execution.Id));
    }
}
