using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Steps;
using Alforis.Crm.Data.Workflows;

namespace Alforis.Crm.Data.Tests.Steps;

public sealed class RetryAndCancelTests
{
    private const string Task = """{"id": "task", "type": "create_task", "config": {"title": "{{ deal.nom }}", "assigned_to": "{{ deal.assigned_to }}"}}""";
    private const string Last = """{"id": "last", "type": "create_task", "config": {"title": "fin", "assigned_to": "{{ deal.assigned_to }}"}}""";
    private const string Call = """{"id": "call", "type": "call_webhook", "config": {"url": "https://hooks.example/x", "body": {"deal": "{{ deal.nom }}"}}}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<StepHost> SignedAsync(string actions)
    {
        var host = await StepHost.CreateAsync();
        await host.Crm.AddWorkflowAsync("w", "deal_stage_changed", actions);
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();
        return host;
    }

    private static ExecutionRetry Retry(StepHost host) => new(host.Crm.Database.DataSource);

    private static ExecutionCancellation Cancel(StepHost host) => new(host.Crm.Database.DataSource);

    [Fact]
    public async Task Retry_FailedStep_GoesOnThereWithTheSameKeyAndTodaysData()
    {
        await using var host = await SignedAsync($"[{Task}, {Call}, {Last}]");
        var first = Assert.Single(await host.ClaimAsync());
        await host.CompleteAsync(first, StepResult.Permanent(FailureCode.WebhookRefused, "Wrong name."));
        await host.ContinueAsync();
        var failed = Assert.Single(await host.Crm.ExecutionsAsync());
        await host.Crm.Database.ExecuteAsync("UPDATE deals SET nom = 'Right name' WHERE id = @Deal", new { host.Crm.Deal });

        Assert.Equal(RetryAnswer.Retried, await Retry(host).RetryAsync(failed.Id, Actor.CommandLine, Cancellation));
        Assert.Equal(RetryAnswer.NotFailed, await Retry(host).RetryAsync(failed.Id, Actor.CommandLine, Cancellation));
        await host.ContinueAsync();
        var again = Assert.Single(await host.ClaimAsync());
        await host.CompleteAsync(again, StepResult.Success());
        await host.ContinueAsync();

        Assert.Equal(first.Call.IdempotencyKey, again.Call.IdempotencyKey);
        Assert.Equal("Right name", (string?)again.Call.Settings["body"]!["deal"]);
        var execution = Assert.Single(await host.Crm.ExecutionsAsync());
        Assert.Equal((failed.Id, "success", null), (execution.Id, execution.Status, execution.Error));
        Assert.Equal("task:success call:success last:success", await host.StatusesAsync(execution.Id));
        Assert.Equal(2, await host.Crm.CountAsync("tasks"));
        Assert.Equal(
            (1L, 0L, 1L),
            Assert.Single(await host.Crm.Database.QueryAsync<(long, long, long)>(
                "SELECT sum(success), sum(failed), (SELECT sum(c) FROM workflow.statistics_deltas s, unnest(s.bucket_counts) c)::bigint FROM workflow.statistics_deltas")));
    }

    [Theory]
    [InlineData("""{"id": "bad", "type": "create_task", "config": {"title": "x", "assigned_to": 999999}}""", "task:not_run bad:failed last:not_run", 2)]
    [InlineData("""{"id": "bad", "type": "create_task", "on_error": "continue", "config": {"title": "x", "assigned_to": 999999}}""", null, 0)]
    public async Task Retry_FailedDatabaseAction_DoesItsWholePartAgain(string bad, string? failed, int tasks)
    {
        await using var host = await SignedAsync($"[{Task}, {bad}, {Last}]");
        var execution = Assert.Single(await host.Crm.ExecutionsAsync());
        if (failed is null)
        {
            Assert.Equal(RetryAnswer.NotFailed, await Retry(host).RetryAsync(execution.Id, Actor.CommandLine, Cancellation));
            return;
        }

        Assert.Equal(failed, await host.StatusesAsync(execution.Id));
        await host.Crm.Database.ExecuteAsync("INSERT INTO users (id, email, password_hash, first_name, last_name) OVERRIDING SYSTEM VALUE VALUES (999999, 'new@example.com', 'x', 'A', 'B')");

        Assert.Equal(RetryAnswer.Retried, await Retry(host).RetryAsync(execution.Id, Actor.CommandLine, Cancellation));
        await host.ContinueAsync();

        Assert.Equal("success", Assert.Single(await host.Crm.ExecutionsAsync()).Status);
        Assert.Equal("task:success bad:success last:success", await host.StatusesAsync(execution.Id));
        Assert.Equal(tasks + 1, await host.Crm.CountAsync("tasks"));
    }

    [Fact]
    public async Task Retry_FailedInASecondPart_LeavesTheFirstAsItIs()
    {
        const string bad = """{"id": "bad", "type": "create_task", "config": {"title": "x", "assigned_to": 999999}}""";
        await using var host = await SignedAsync($"[{Task}, {Call}, {Last}, {bad}]");
        await host.FinishAsync(_ => StepResult.Success());
        var execution = Assert.Single(await host.Crm.ExecutionsAsync());
        Assert.Equal("task:success call:success last:not_run bad:failed", await host.StatusesAsync(execution.Id));

        Assert.Equal(RetryAnswer.Retried, await Retry(host).RetryAsync(execution.Id, Actor.CommandLine, Cancellation));
        await host.ContinueAsync();

        Assert.Equal("task:success call:success last:not_run bad:failed", await host.StatusesAsync(execution.Id));
        Assert.Equal(1, await host.Crm.CountAsync("tasks"));
        Assert.Equal(1, await host.Crm.CountAsync("workflow.step_attempts"));
    }

    [Fact]
    public async Task Retry_VersionCouldNotBeRead_DoesNothingTwice()
    {
        await using var host = await SignedAsync($"[{Task}, {Call}, {Last}]");
        await host.CompleteAsync(Assert.Single(await host.ClaimAsync()), StepResult.Success());
        await host.Crm.Database.ExecuteAsync("UPDATE workflow.live_executions SET workflow_version = 7");
        await host.ContinueAsync();
        var failed = Assert.Single(await host.Crm.ExecutionsAsync());
        Assert.Equal("Version 7 of its workflow is gone.", failed.Error);
        await host.Crm.Database.ExecuteAsync("UPDATE workflow_executions SET workflow_version = 1");

        Assert.Equal(RetryAnswer.Retried, await Retry(host).RetryAsync(failed.Id, Actor.CommandLine, Cancellation));
        await host.FinishAsync(_ => throw new InvalidOperationException("It was called already."));

        Assert.Equal("task:success call:success last:success", await host.StatusesAsync(failed.Id));
        Assert.Equal(2, await host.Crm.CountAsync("tasks"));
    }

    [Fact]
    public async Task Retry_FailedAfterItsDelay_DoesNotSleepAgain()
    {
        var late = Call.Replace("\"type\"", "\"delay\": \"2 days\", \"type\"", StringComparison.Ordinal);
        await using var host = await SignedAsync($"[{Task}, {late}, {Last}]");
        await host.HurryAsync();
        await host.ContinueAsync();
        await host.CompleteAsync(Assert.Single(await host.ClaimAsync()), StepResult.Permanent(FailureCode.WebhookRefused, "No."));
        await host.ContinueAsync();
        var failed = Assert.Single(await host.Crm.ExecutionsAsync());

        Assert.Equal(RetryAnswer.Retried, await Retry(host).RetryAsync(failed.Id, Actor.CommandLine, Cancellation));
        await host.ContinueAsync();
        await host.CompleteAsync(Assert.Single(await host.ClaimAsync()), StepResult.Success());
        await host.ContinueAsync();

        Assert.Equal("task:success call:success last:success", await host.StatusesAsync(failed.Id));
    }

    [Fact]
    public async Task Retry_FailedBeforeItBegan_IsTakenFromTheDayThatItWasCountedOn()
    {
        var late = Call.Replace("\"type\"", "\"delay\": \"2 days\", \"type\"", StringComparison.Ordinal);
        await using var host = await SignedAsync($"[{late}]");
        await host.Crm.Database.ExecuteAsync("UPDATE workflow.live_executions SET workflow_version = 7");
        await host.HurryAsync();
        await host.ContinueAsync();
        var failed = Assert.Single(await host.Crm.ExecutionsAsync());
        await host.Crm.Database.ExecuteAsync(
            "UPDATE workflow_executions SET completed_at = completed_at - interval '1 day'; UPDATE workflow.statistics_deltas SET day = day - 1");

        await Retry(host).RetryAsync(failed.Id, Actor.CommandLine, Cancellation);

        Assert.Equal([0L], await host.Crm.Database.QueryAsync<long>("SELECT sum(failed) FROM workflow.statistics_deltas GROUP BY day"));
    }

    [Fact]
    public async Task Retry_UnknownSuccessfulOrWithoutEvent_SaysSoAndChangesNothing()
    {
        await using var host = await SignedAsync($"[{Task}]");
        var done = Assert.Single(await host.Crm.ExecutionsAsync());
        Assert.Equal(RetryAnswer.Unknown, await Retry(host).RetryAsync(123456, Actor.CommandLine, Cancellation));
        Assert.Equal(RetryAnswer.NotFailed, await Retry(host).RetryAsync(done.Id, Actor.CommandLine, Cancellation));
        await host.Crm.Database.ExecuteAsync("UPDATE workflow_executions SET status = 'failed'; DELETE FROM workflow.events");

        Assert.Equal(RetryAnswer.EventGone, await Retry(host).RetryAsync(done.Id, Actor.CommandLine, Cancellation));
        Assert.Single(await host.Crm.ExecutionsAsync());
        Assert.Equal(0, await host.Crm.CountAsync("workflow.live_executions"));
    }

    [Fact]
    public async Task Cancel_WaitingForAStep_EndsWithEverythingTold()
    {
        await using var host = await SignedAsync($"[{Task}, {Call}, {Last}]");
        var id = await host.Crm.Database.ScalarAsync<long>("SELECT id FROM workflow.live_executions");

        Assert.True(await Cancel(host).CancelAsync(id, "Enough.", Actor.CommandLine, Cancellation));
        Assert.False(await Cancel(host).CancelAsync(id, "Enough.", Actor.CommandLine, Cancellation));

        var execution = Assert.Single(await host.Crm.ExecutionsAsync());
        Assert.Equal((id, "cancelled", "Enough."), (execution.Id, execution.Status, execution.Error));
        Assert.Equal("task:success call:cancelled last:not_run", await host.StatusesAsync(id));
        Assert.Equal(0, await host.Crm.CountAsync("workflow.steps"));
        Assert.Empty(await host.ClaimAsync());
        Assert.Equal(1, await host.Crm.Database.ScalarAsync<int>("SELECT sum(cancelled)::int FROM workflow.statistics_deltas"));
    }

    [Fact]
    public async Task Cancel_SettingsWithNull_KeepsThemAsTheyAre()
    {
        await using var host = await SignedAsync("""[{"id": "call", "type": "call_webhook", "config": {"url": "https://hooks.example/x", "body": {"a": null, "b": 1}}}]""");
        var id = await host.Crm.Database.ScalarAsync<long>("SELECT id FROM workflow.live_executions");

        Assert.True(await Cancel(host).CancelAsync(id, "Enough.", Actor.CommandLine, Cancellation));

        var action = await host.ActionAsync(id, 0);
        Assert.Equal("""{"a":null,"b":1}""", action["settings"]!["body"]!.ToJsonString());
        Assert.Equal(["attempts", "id", "idempotency_key", "settings", "status", "type"], action.Select(m => m.Key).Order());
    }

    [Fact]
    public async Task Delete_WorkflowWithSleepers_CancelsThem()
    {
        const string late = """{"id": "late", "type": "create_task", "delay": "2 days", "config": {"title": "x", "assigned_to": "{{ deal.assigned_to }}"}}""";
        await using var host = await SignedAsync($"[{late}]");
        var workflow = await host.Crm.Database.ScalarAsync<long>("SELECT workflow_id FROM workflow.live_executions");

        await new WorkflowDeletion(host.Crm.Database.DataSource).DeleteAsync(workflow, Actor.CommandLine, Cancellation);

        Assert.Equal(("cancelled", "Its workflow was deleted."), Assert.Single((await host.Crm.ExecutionsAsync()).Select(e => (e.Status, e.Error))));
        Assert.Equal(0, await host.Crm.CountAsync("workflow.live_executions"));
    }

    [Fact]
    public async Task List_LiveAndFinished_AreOneList()
    {
        await using var host = await SignedAsync($"[{Task}, {Call}]");
        await host.Crm.AddWorkflowAsync("v", "deal_updated", $"[{Task}]");
        await host.Crm.Database.ExecuteAsync("UPDATE deals SET montant = 3 WHERE id = @Deal", new { host.Crm.Deal });
        await host.Crm.DrainAsync();
        var query = new ExecutionListQuery(host.Crm.Database.DataSource);

        Assert.Equal(["success", "running"], (await query.ReadAsync(new ExecutionFilter(), 10, Cancellation)).Items.Select(e => e.Status));
        Assert.Equal(["running"], (await query.ReadAsync(new ExecutionFilter { Status = "running" }, 10, Cancellation)).Items.Select(e => e.Status));
        Assert.Equal(["success", "running"], (await query.ReadAsync(new ExecutionFilter { EntityType = "deal", EntityId = host.Crm.Deal }, 10, Cancellation)).Items.Select(e => e.Status));
        var live = (await query.ReadAsync(new ExecutionFilter { Status = "running" }, 10, Cancellation)).Items[0];
        var story = await new ExecutionStoryQuery(host.Crm.Database.DataSource).FindAsync(live.Id, Cancellation);
        Assert.Equal(["success", "waiting"], JsonNode.Parse(story!.Actions!)!.AsArray().Select(a => a!["status"]!.GetValue<string>()));
        var step = Assert.Single(await new StepListQuery(host.Crm.Database.DataSource).ReadAsync(null, true, 1000, 10, Cancellation));
        Assert.Equal((live.Id, StepWait.Worker), (step.ExecutionId, step.WaitsFor));
    }
}
